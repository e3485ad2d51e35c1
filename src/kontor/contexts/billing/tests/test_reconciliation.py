"""A market that worked has no difference; whatever is put wrong by hand shows, with its key."""

from __future__ import annotations

import logging
from uuid import UUID

import pytest
from django.db import connection

from kontor.contexts.billing.comparing import CHECKS
from kontor.contexts.billing.models import Payout, Reconciliation, ReconciliationDifference
from kontor.contexts.billing.queries import reconciliation as queries
from kontor.contexts.billing.services.make_payout import make_payout
from kontor.contexts.billing.services.reconcile import reconcile
from kontor.contexts.billing.tests.factories import Settle, bought, coin_market, pays_to, received
from kontor.contexts.coins.models import CoinAccount
from kontor.contexts.ledger.models import LedgerAccount
from kontor.contexts.orders.models import StoreOrder
from kontor.contexts.orders.services.cancel import cancel
from kontor.contexts.payments.models import Escrow, Intent, Refund
from kontor.contexts.payments.tests.factories import Played
from kontor.kernel.clock import now
from kontor.kernel.viewer import Operator

pytestmark = [pytest.mark.django_db, pytest.mark.rule("TRD-12")]
BOSS = Operator(UUID(int=1))


@pytest.fixture
def worked(settle: Settle, played: Played, policy_value: object) -> StoreOrder:
    """One order settled and paid out, one refunded, one held; coins used."""
    policy_value("billing.payout_hold", "0")  # type: ignore[operator]
    market = coin_market()
    (first,) = bought(market, settle, coins=200, tea=1)
    (second,) = bought(market, settle, tea=1)
    (third,) = bought(market, settle, tea=1)
    received(market, first, settle)
    cancel(viewer=market.buyer, store_id=second.store_id, order_id=second.id, reason="changed_mind")
    settle()
    pays_to(market.tea_house)
    assert make_payout(store_id=first.store_id, currency="CNY", day=now().date())
    return third


def test_a_market_that_worked_has_no_difference(worked: StoreOrder) -> None:
    today = now().date()
    assert reconcile(day=today) == 0
    figures = queries.figures(BOSS, today)
    assert {figure.code for figure in figures} >= {"gateway", "escrow", "balances", "payouts", "coin_funds", "trial"}
    assert all(figure.ours == figure.booked for figure in figures)
    by_code = {figure.code: figure.ours.minor for figure in figures}
    paid = sum(Intent.objects.filter(state="succeeded").values_list("amount_minor", flat=True))
    back = sum(Refund.objects.filter(state="done").values_list("amount_minor", flat=True))
    assert back > 0
    assert by_code["gateway"] == paid - back
    assert by_code["payouts"] == Payout.objects.get().amount_minor
    assert by_code["escrow"] == Escrow.objects.get(id=worked.id).amount_minor
    assert not ReconciliationDifference.objects.exists()
    reconcile(day=today)
    assert Reconciliation.objects.count() == len(figures)


@pytest.mark.parametrize(
    ("code", "wrong"),
    [
        ("gateway", lambda: Intent.objects.filter(state="succeeded").update(amount_minor=1)),
        ("escrow", lambda: Escrow.objects.filter(state="held").update(amount_minor=1)),
        ("balances", lambda: LedgerAccount.objects.filter(kind="payable").update(balance_minor=-7)),
        ("payouts", lambda: Payout.objects.update(amount_minor=5)),
        ("coin_funds", lambda: CoinAccount.objects.update(fund_minor=3)),
    ],
)
def test_what_is_wrong_shows_with_its_key(
    worked: StoreOrder, code: str, wrong: object, caplog: pytest.LogCaptureFixture
) -> None:
    wrong()  # type: ignore[operator]
    with caplog.at_level(logging.ERROR, "kontor.billing"):
        assert reconcile(day=now().date()) > 0
    assert "differences" in caplog.text
    found = queries.differences(BOSS, now().date(), code)
    assert found
    assert all(one.difference for one in found)
    if code == "gateway":
        assert {one.key for one in found} == {f"payment:{intent.id}" for intent in Intent.objects.all()}
    else:
        assert "Tea House" in {one.store_name for one in found}
    clean = {figure.code for figure in queries.figures(BOSS, now().date()) if not figure.differing}
    assert clean >= set(CHECKS) - {code, "bank", "suspense", "settlement", "files"}


def test_an_entry_that_does_not_balance_shows(worked: StoreOrder) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(
            "INSERT INTO ledger_posting (account_id, id, journal_id, cause, unit, minor, posted_at)"
            " SELECT id, gen_random_uuid(), gen_random_uuid(), 'test:alone', unit, 1, %s FROM ledger_ledgeraccount"
            " WHERE kind = 'tax' LIMIT 1",
            [now()],
        )
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")
    assert reconcile(day=now().date()) == 1
    (one,) = queries.differences(BOSS, now().date())
    assert (one.code, one.difference.minor) == ("trial", 1)
