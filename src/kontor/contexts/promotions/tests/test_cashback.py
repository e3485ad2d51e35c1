"""Cashback from the click to the partner's payment, on a real database (BUY-12)."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from kontor.contexts.accounts.tests.factories import make_account
from kontor.contexts.checkout.tests.factories import Market, make_market
from kontor.contexts.orders.lifecycle import State
from kontor.contexts.orders.models import BuyerOrder, StoreOrder
from kontor.contexts.orders.services.cancel import cancel
from kontor.contexts.orders.services.deliver import deliver
from kontor.contexts.orders.services.receive import receive
from kontor.contexts.payments.models import Refund, RefundState
from kontor.contexts.payments.tests.factories import Played, pay
from kontor.contexts.promotions import queries
from kontor.contexts.promotions.errors import (
    PartnerSlugTaken,
    PartnerUnknown,
)
from kontor.contexts.promotions.models import CashbackClick, CashbackPartner, CashbackPostback, CashbackReward
from kontor.contexts.promotions.rules import signature
from kontor.contexts.promotions.services.claim_click import claim_click
from kontor.contexts.promotions.services.erase_clicks import erase_clicks
from kontor.contexts.promotions.services.record_click import record_click
from kontor.contexts.promotions.services.register_partner import register_partner
from kontor.contexts.promotions.services.settle_reward import settle_reward
from kontor.contexts.promotions.services.switch_partner import switch_partner
from kontor.contexts.promotions.services.take_paid import take_paid
from kontor.contexts.promotions.services.track_order import track_order
from kontor.kernel import clock
from kontor.kernel.errors import Refusals
from kontor.kernel.ids import new_id
from kontor.kernel.money import Money
from kontor.kernel.viewer import Operator, System

pytestmark = [pytest.mark.django_db, pytest.mark.rule("BUY-12")]

Settle = Callable[[], None]
BOSS = Operator(new_id())
GOOD: dict[str, str] = {"name": "Shop & Save", "slug": "shop-save", "percent": "2.5", "cookie_days": "30"}


def partner(**changed: str) -> str:
    """Register one; its secret."""
    return register_partner(by=BOSS, **GOOD | changed).secret


def arrive(market: Market, slug: str = "shop-save", reference: str = "c-1") -> CashbackClick:
    click = record_click(slug=slug, reference=reference)
    assert claim_click(viewer=market.buyer, click_id=click.id)
    return click


def finish(market: Market, order: StoreOrder) -> None:
    StoreOrder.objects.filter(id=order.id).update(state=State.SHIPPED)
    deliver(viewer=System("clock"), store_id=order.store_id, order_id=order.id, at=clock.now())
    receive(viewer=market.buyer, store_id=order.store_id, order_id=order.id)


def states() -> list[tuple[str, int, str]]:
    return [(row.state, row.reward_minor, row.currency) for row in CashbackReward.objects.order_by("order_title")]


def test_tracked_pending_confirmed_paid(settle: Settle, played: Played, django_assert_max_num_queries: Any) -> None:
    market, secret = make_market(), partner()
    arrive(market)
    market.place({"tea": 2, "lamp": 1})
    settle()
    tea, lamp = (StoreOrder.objects.get(store=each) for each in (market.tea_house, market.lamp_shop))
    shares = [Money(each.goods_minor, "EUR").share(250).minor for each in (tea, lamp)]
    assert states() == [("tracked", shares[0], "EUR"), ("tracked", shares[1], "EUR")]
    pay(BuyerOrder.objects.get())
    settle()
    assert {row[0] for row in states()} == {"pending"}
    finish(market, tea)
    settle()
    assert [row[0] for row in states()] == ["confirmed", "pending"]
    reward = CashbackReward.objects.get(order_id=tea.id)
    body = json.dumps({"reference": reward.reference, "state": "paid"}).encode()
    header = signature(secret, int(clock.now().timestamp()), body)
    assert take_paid(slug="shop-save", header=header, body=body) is True
    assert take_paid(slug="shop-save", header=header, body=body) is False  # said again
    with django_assert_max_num_queries(1):
        rows = queries.rewards(market.buyer)
    assert sorted((row.state, row.partner, row.amount.minor) for row in rows) == [
        ("paid", "Shop & Save", shares[0]),
        ("pending", "Shop & Save", shares[1]),
    ]
    listed = queries.partners(BOSS)[0]
    assert (listed.waiting, listed.confirmed, listed.paid, listed.percent) == (1, 0, 1, "2.5\u00a0%")


def test_without_a_click_nothing_is_tracked(settle: Settle) -> None:
    market = make_market()
    partner()
    record_click(slug="shop-save", reference="somebody else's")
    market.place()
    settle()
    assert not CashbackReward.objects.exists()


def test_the_last_click_wins_and_there_is_one_partner(settle: Settle) -> None:
    market = make_market()
    partner()
    partner(slug="other", name="Other", percent="", fixed="1.50", currency="EUR")
    with clock.moved(timedelta(minutes=-5)):
        arrive(market, reference="older")
    arrive(market, "other", "newer")
    market.place({"tea": 1})
    settle()
    reward = CashbackReward.objects.get()
    assert (reward.partner.slug, reward.click_reference, reward.amount) == ("other", "newer", Money(150, "EUR"))


def test_a_click_counts_for_its_days_and_not_before_itself(settle: Settle) -> None:
    market = make_market()
    partner(cookie_days="3")
    with clock.moved(timedelta(days=-3, minutes=-1)):
        arrive(market)
    market.place({"tea": 1})
    settle()
    assert not CashbackReward.objects.exists()
    click = CashbackClick.objects.get()
    assert claim_click(viewer=market.buyer, click_id=click.id) is False
    order = BuyerOrder.objects.get()
    with clock.moved(timedelta(seconds=5)):
        arrive(market)  # after the order
        assert track_order(buyer_id=order.buyer_id, buyer_order_id=order.id) == 0
    assert erase_clicks() == 1


def test_a_partner_earns_nothing_on_its_own_orders(settle: Settle) -> None:
    market = make_market()
    owner = make_account(email="owner@example.com")
    partner(owner_email="Owner@example.com")
    CashbackPartner.objects.filter(owner_id=owner.pk).update(owner_id=market.account.pk)
    arrive(market)
    market.place({"tea": 1})
    settle()
    assert not CashbackReward.objects.exists()


def test_a_click_belongs_to_one_buyer() -> None:
    market, other = make_market(), make_account()
    partner()
    click = arrive(market)
    from kontor.kernel.viewer import Buyer

    assert claim_click(viewer=Buyer(other.pk), click_id=click.id) is False
    assert claim_click(viewer=market.buyer, click_id=new_id()) is False
    assert CashbackClick.objects.get().buyer_id == market.account.pk


def test_a_cancelled_order_earns_nothing(settle: Settle, played: Played) -> None:
    market = make_market()
    partner()
    arrive(market)
    market.place({"tea": 1})
    pay(BuyerOrder.objects.get())
    settle()
    order = StoreOrder.objects.get()
    cancel(viewer=market.buyer, store_id=order.store_id, order_id=order.id, reason="changed my mind")
    settle()
    assert states() == [("cancelled", 0, "EUR")]
    assert settle_reward(buyer_id=order.buyer_id, order_id=order.id) is False


@pytest.mark.parametrize("after_the_end", [True, False])
def test_a_partial_refund_makes_the_reward_smaller(settle: Settle, played: Played, after_the_end: bool) -> None:
    market = make_market()
    partner(percent="10")
    arrive(market)
    market.place({"lamp": 1})
    intent = pay(BuyerOrder.objects.get())
    settle()
    order = StoreOrder.objects.get()
    full = CashbackReward.objects.get().full_minor
    if after_the_end:
        finish(market, order)
        settle()
    Refund.objects.create(
        buyer_id=order.buyer_id, intent_id=intent.id, store_id=order.store_id, store_order_id=order.id,
        amount_minor=order.total_minor // 2, currency="EUR", cause="part", state=RefundState.DONE,
    )  # fmt: skip
    assert settle_reward(buyer_id=order.buyer_id, order_id=order.id) is True
    kept = order.total_minor - order.total_minor // 2
    half = (2 * full * kept + order.total_minor) // (2 * order.total_minor)
    assert states() == [("confirmed" if after_the_end else "pending", half, "EUR")]
    assert 0 < half < full
    row = queries.rewards(market.buyer)[0]
    assert (row.amount.minor, row.full.minor) == (half, full)
    Refund.objects.update(amount_minor=order.total_minor)
    assert settle_reward(buyer_id=order.buyer_id, order_id=order.id) is True
    assert states() == [("cancelled", 0, "EUR")]


def test_facts_twice_late_and_out_of_order(settle: Settle, played: Played) -> None:
    market = make_market()
    partner()
    arrive(market)
    market.place({"tea": 1})
    order = StoreOrder.objects.get()
    assert settle_reward(buyer_id=order.buyer_id, order_id=order.id) is False  # paid before it was tracked
    pay(BuyerOrder.objects.get())
    for _ in range(2):
        track_order(buyer_id=order.buyer_id, buyer_order_id=order.buyer_order_id)
    assert states() == [("pending", CashbackReward.objects.get().full_minor, "EUR")]
    settle()
    assert CashbackReward.objects.get().changes == 1


@pytest.mark.django_db(transaction=True)
def test_tracked_once_by_however_many() -> None:
    market = make_market()
    partner(postback_url="https://partner.example/in")
    arrive(market)
    market.place({"tea": 1, "lamp": 1})
    order = BuyerOrder.objects.get()
    gate = threading.Barrier(4)

    def run() -> None:
        gate.wait(10)
        track_order(buyer_id=order.buyer_id, buyer_order_id=order.id)
        connection.close()

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert (CashbackReward.objects.count(), CashbackPostback.objects.count()) == (2, 2)


def test_what_does_not_hold_is_said_and_registers_nobody() -> None:
    wrong = {"name": "", "slug": "Ä", "percent": "51", "cookie_days": "0", "postback_url": "http://x.example/"}
    with pytest.raises(Refusals) as refused:
        register_partner(by=BOSS, **wrong, owner_email="nobody@example.com")
    assert {part.field for part in refused.value.parts} == {
        "name", "slug", "percent", "cookie_days", "postback_url", "owner_email"
    }  # fmt: skip
    for terms in ({"percent": "2", "fixed": "1"}, {"percent": ""}, {"percent": "0.001"}, {"percent": "NaN"}):
        with pytest.raises(Refusals):
            partner(**{"currency": "EUR", **terms})
    assert not CashbackPartner.objects.exists()
    secret = partner()
    with pytest.raises(PartnerSlugTaken):
        partner()
    assert secret.encode() not in bytes(CashbackPartner.objects.get().sealed_secret)
    switch_partner(by=BOSS, slug="shop-save", on=False)
    with pytest.raises(PartnerUnknown):
        record_click(slug="shop-save", reference="x")
    with pytest.raises(PartnerUnknown):
        switch_partner(by=BOSS, slug="nobody", on=True)
