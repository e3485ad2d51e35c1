"""Messages to and from cashback partners: signed, once, and nothing of the person in them (BUY-12)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

import pytest

from kontor.contexts.checkout.tests.factories import make_market
from kontor.contexts.orders.models import BuyerOrder
from kontor.contexts.payments.tests.factories import Played, pay
from kontor.contexts.promotions.errors import (
    MessageForged,
    PartnerUnknown,
    RewardNotDue,
    RewardUnknown,
)
from kontor.contexts.promotions.models import CashbackPostback, CashbackReward
from kontor.contexts.promotions.rules import signature, signed
from kontor.contexts.promotions.services.send_postback import PartnerSilent, send_postback
from kontor.contexts.promotions.services.take_paid import take_paid
from kontor.contexts.promotions.services.track_order import track_order
from kontor.contexts.promotions.tests.test_cashback import arrive, partner
from kontor.kernel import clock
from kontor.sandbox.conftest import Merchant
from kontor.sandbox.wire.http import Response

pytestmark = [pytest.mark.django_db, pytest.mark.rule("BUY-12")]

Settle = Callable[[], None]


@pytest.fixture
def server() -> Iterator[Merchant]:
    """The partner's server, over HTTP."""
    running = Merchant()
    yield running
    running.close()


def test_the_partner_is_told_signed_once_and_nothing_of_the_person(
    settle: Settle, played: Played, server: Merchant
) -> None:
    market = make_market()
    secret = partner(postback_url=f"{server.address}/in?x=1")
    arrive(market, reference="click-77")
    server.answers.put(Response(500, b"later"))
    market.place({"tea": 1})
    track_order(buyer_id=market.account.pk, buyer_order_id=BuyerOrder.objects.get().id)
    row = CashbackPostback.objects.get()
    with pytest.raises(PartnerSilent):
        send_postback(buyer_id=row.buyer_id, postback_id=row.id)
    assert send_postback(buyer_id=row.buyer_id, postback_id=row.id) is True
    assert send_postback(buyer_id=row.buyer_id, postback_id=row.id) is False
    first, second = server.next(), server.next()
    assert server.taken.empty()
    assert (first.body, first.headers["kontor-delivery"]) == (second.body, str(row.id))
    moment = int(clock.now().timestamp())
    assert signed(second.headers["kontor-signature"], secret, second.body, at=moment, age=60)
    assert not signed(second.headers["kontor-signature"], "another", second.body, at=moment, age=60)
    told = json.loads(second.body)
    reward = CashbackReward.objects.get()
    assert told == {
        "id": str(row.id), "click": "click-77", "reference": reward.reference, "sequence": 1, "state": "tracked",
        "amount": str(reward.goods.amount), "currency": "EUR", "reward": str(reward.amount.amount),
        "reward_currency": "EUR", "at": told["at"],
    }  # fmt: skip
    person = market.account
    for secret_thing in (
        person.email,
        person.family_name,
        str(person.pk),
        str(reward.order_number),
        str(reward.order_id),
    ):
        assert secret_thing not in second.body.decode()
    pay(BuyerOrder.objects.get())
    settle()
    assert [each.sequence for each in CashbackPostback.objects.order_by("sequence")] == [1, 2]


def test_a_message_that_is_not_the_partner_s_is_not_believed(settle: Settle, played: Played) -> None:
    market, secret = make_market(), partner()
    other = partner(slug="other", name="Other")
    arrive(market)
    market.place({"tea": 1})
    settle()
    reward = CashbackReward.objects.get()
    body = json.dumps({"reference": reward.reference, "state": "paid"}).encode()
    moment = int(clock.now().timestamp())
    right = signature(secret, moment, body)
    for slug, header, sent, refusal in (
        ("nobody", right, body, PartnerUnknown),
        ("shop-save", "", body, MessageForged),
        ("shop-save", signature("guess", moment, body), body, MessageForged),
        ("shop-save", right, body.replace(b"paid", b"PAID"), MessageForged),
        ("shop-save", signature(secret, moment - 301, body), body, MessageForged),
        ("other", signature(other, moment, body), body, RewardUnknown),
        ("shop-save", signature(secret, moment, b"[]"), b"[]", RewardUnknown),
        ("shop-save", right, body, RewardNotDue),
    ):
        with pytest.raises(refusal):
            take_paid(slug=slug, header=header, body=sent)
    reward.refresh_from_db()
    assert (reward.state, reward.changes) == ("tracked", 1)
