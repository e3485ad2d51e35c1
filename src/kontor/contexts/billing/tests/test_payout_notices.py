"""A payout that fails is told to those who see the store's money, with what to do; it waits on a list until then."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kontor.contexts.accounts.tests.factories import make_account
from kontor.contexts.billing import jobs
from kontor.contexts.billing.lifecycle import PayoutState
from kontor.contexts.billing.models import Payout
from kontor.contexts.billing.providers.protocol import Answer, Status
from kontor.contexts.billing.queries.payouts import failed
from kontor.contexts.billing.services.apply_answer import apply_answer
from kontor.contexts.billing.services.cancel_payout import cancel_payout
from kontor.contexts.billing.services.make_payout import make_payout
from kontor.contexts.billing.tests.factories import Settle, earns, keeper, pays_to
from kontor.contexts.checkout.tests.factories import make_market
from kontor.contexts.notifications.models import Notice
from kontor.contexts.notifications.texts import written
from kontor.contexts.sellers.errors import RightMissing
from kontor.contexts.sellers.models import BusinessStage, Store
from kontor.contexts.sellers.services.grant_seat import grant_seat
from kontor.kernel import clock
from kontor.kernel.viewer import Operator, System

pytestmark = [pytest.mark.django_db, pytest.mark.rule("TRD-12")]


@pytest.fixture
def shop() -> Store:
    """A store whose owner sees its money, and somebody who does not."""
    made = make_market().tea_house
    pays_to(made)
    BusinessStage.objects.update(changed_at=clock.now() - timedelta(days=30))
    for rights in (["finance.view", "settings.members"], ["orders.view"]):
        account = make_account(audience="seller")
        grant_seat(by=System("test"), store_id=made.id, account_id=account.pk, rights=rights)
    earns(made.id, 50_000)
    return made


def at_the_bank(shop: Store) -> Payout:
    payout_id = make_payout(store_id=shop.id, currency="CNY", day=clock.now().date())
    Payout.objects.filter(id=payout_id).update(state=PayoutState.SENT)
    return Payout.objects.get(id=payout_id)


@pytest.mark.parametrize(
    ("status", "code", "said"),
    [
        (Status.REJECTED, "AC01", ["The bank has rejected payout", "number is wrong", "correct the payout account"]),
        (Status.RETURNED, "AC04", ["Your bank has sent back payout", "account is closed", "another payout account"]),
        (Status.REJECTED, "AM03", ["does not take this currency", "that takes this currency"]),
        (Status.REJECTED, "ZZ99", ["The bank gave the code ZZ99", "the next payout tries again"]),
        (Status.REJECTED, "", ["The bank gave no reason.", "ask your bank why"]),
    ],
)
def test_who_sees_the_money_hears_why_and_what_to_do(
    shop: Store, settle: Settle, status: Status, code: str, said: list[str]
) -> None:
    row = at_the_bank(shop)
    apply_answer(answer=Answer(row.id, status, code))
    settle()
    notice = Notice.objects.get(kind="payout_failed")
    text = written(notice)
    assert text is not None
    flat = " ".join(text.body.split())
    assert [words for words in (*said, str(row.number), "500.00", "in your balance again") if words not in flat] == []
    assert "Tea House" in text.subject
    assert "/seller/payouts/" in text.body
    apply_answer(answer=Answer(row.id, status, code))  # said again
    settle()
    assert Notice.objects.filter(kind="payout_failed").count() == 1


def test_a_cancelled_one_is_told_with_the_operators_reason_and_asks_for_nothing(shop: Store, settle: Settle) -> None:
    payout_id = make_payout(store_id=shop.id, currency="CNY", day=clock.now().date())
    assert payout_id is not None
    operator = Operator(make_account(audience="operator").id)
    cancel_payout(viewer=operator, store_id=shop.id, payout_id=payout_id, reason="We are checking <it>.")
    settle()
    text = written(Notice.objects.get(kind="payout_failed"))
    assert text is not None
    assert "We are checking <it>." in text.body
    assert "We are checking &lt;it&gt;." in text.html
    assert failed(keeper(shop.id)) == []


def test_one_that_arrives_is_not_told(shop: Store, settle: Settle) -> None:
    apply_answer(answer=Answer(at_the_bank(shop).id, Status.PAID))
    settle()
    assert not Notice.objects.filter(kind="payout_failed").exists()
    assert failed(keeper(shop.id)) == []


def test_it_waits_on_the_list_until_the_account_is_changed(shop: Store, settle: Settle) -> None:
    row = at_the_bank(shop)
    apply_answer(answer=Answer(row.id, Status.REJECTED, "AC01"))
    assert [one.number for one in failed(keeper(shop.id))] == [row.number]
    with pytest.raises(RightMissing):
        failed(keeper(shop.id, "orders.view"))
    with clock.moved(timedelta(hours=1)):
        BusinessStage.objects.update(changed_at=clock.now())
    assert failed(keeper(shop.id)) == []


def test_the_next_payout_takes_it_from_the_list(shop: Store, settle: Settle) -> None:
    apply_answer(answer=Answer(at_the_bank(shop).id, Status.REJECTED, "AC01"))
    with clock.moved(timedelta(days=7)):
        jobs.run_payouts()
        assert make_payout(store_id=shop.id, currency="CNY", day=clock.now().date()) or Payout.objects.count() == 2
        assert failed(keeper(shop.id)) == []
