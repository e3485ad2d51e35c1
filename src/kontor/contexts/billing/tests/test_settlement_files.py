"""The books are compared with the gateway's own file of the day, fetched from a gateway that misbehaves on demand."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from django.db import connection

from kontor.contexts.accounts.tests.factories import make_account
from kontor.contexts.billing import jobs
from kontor.contexts.billing.errors import DifferenceNotFound
from kontor.contexts.billing.models import ReconciliationDifference, SettledLine, SettlementFile
from kontor.contexts.billing.queries import reconciliation as queries
from kontor.contexts.billing.services.drop_settlements import drop_settlements
from kontor.contexts.billing.services.queue_difference import queue_difference
from kontor.contexts.billing.services.read_settlement import read_settlement
from kontor.contexts.billing.services.read_settlements import read_settlements
from kontor.contexts.billing.services.reconcile import reconcile
from kontor.contexts.billing.services.skip_settlements import skip_settlements
from kontor.contexts.billing.tests.factories import Settle
from kontor.contexts.billing.tests.gateway_world import BEIJING, World, key_folder, midday, world
from kontor.contexts.orders.models import StoreOrder
from kontor.contexts.orders.services.cancel import cancel
from kontor.contexts.payments.models import Refund
from kontor.contexts.payments.providers.alipay.provider import Alipay
from kontor.contexts.payments.providers.protocol import ProviderSilent, Status, Told
from kontor.contexts.payments.rules import reference
from kontor.contexts.payments.services.apply_told import apply_told
from kontor.kernel import clock
from kontor.kernel.ids import new_id
from kontor.kernel.money import Money
from kontor.kernel.viewer import Operator
from kontor.platform import jobs as queue
from kontor.platform import reviews
from kontor.sandbox.gateway.payments import ALIPAY

__all__ = ["key_folder", "midday", "world"]  # fixtures
pytestmark = [pytest.mark.django_db, pytest.mark.rule("TRD-12")]
TOMORROW = timedelta(days=1)


def business_day() -> date:
    return clock.now().astimezone(BEIJING).date()


def files() -> dict[date, tuple[str, int]]:
    return {row.day: (row.state, row.lines) for row in SettlementFile.objects.all()}


def opened(*codes: str) -> list[tuple[str, str, int, int]]:
    rows = ReconciliationDifference.objects.filter(check_code__in=codes or ("settlement", "files"))
    return [(row.key, row.currency, row.ours_minor, row.booked_minor) for row in rows.order_by("key")]


def day_before_is_read(day: date) -> None:
    """A day without business has no file; for the comparison it is as good as read."""
    SettlementFile.objects.filter(day=day - TOMORROW).update(state="read")


def test_a_day_whose_file_agrees_has_no_difference(world: World, settle: Settle, midday: Any) -> None:
    first, day = world.paid(), business_day()
    settle()
    order = StoreOrder.objects.get()
    cancel(viewer=world.market.buyer, store_id=order.store_id, order_id=order.id, reason="changed_mind")
    settle()
    world.paid()
    refund = Refund.objects.get(state="done")
    with midday(TOMORROW):
        assert read_settlements() == 1
        day_before_is_read(day)
        assert files()[day] == ("read", 3)
        assert SettledLine.objects.get(minor__lt=0).cause == f"refund:{refund.id}"
        assert f"payment:{first.id}" in SettledLine.objects.values_list("cause", flat=True)
        reconcile(day=clock.now().date())
        assert opened() == []
        figure = next(
            one for one in queries.figures(Operator(new_id()), clock.now().date()) if one.code == "settlement"
        )
        assert (figure.ours, figure.booked, figure.differing) == (Money(3_500, "EUR"), Money(3_500, "EUR"), 0)
        assert read_settlements() == 0  # once is enough


@pytest.mark.parametrize(
    ("how", "expected"),
    [("gap", (0, 3_500)), ("wrong_amount", (3_501, 3_500)), ("twice", (7_000, 3_500))],
)
def test_a_file_that_is_wrong_shows_with_the_payment(
    world: World, settle: Settle, midday: Any, how: str, expected: tuple[int, int]
) -> None:
    first, day = world.paid(), business_day()
    with midday(timedelta(minutes=1)):
        world.paid()
    world.control(how=how)
    with midday(TOMORROW):
        assert read_settlements() == 1
        day_before_is_read(day)
        reconcile(day=clock.now().date())
    assert opened() == [(f"payment:{first.id}", "EUR", *expected)]


def test_money_that_we_were_never_told_of_shows_and_money_of_nobody_too(
    world: World, settle: Settle, midday: Any
) -> None:
    world.paid()
    lost = world.paid(booked=False)
    world.gateway.book.pay(
        world.gateway.book.open(
            face=ALIPAY, number="2026112722001", reference="somebody-else", money=Money(500, "CNY"), title="?",
            lasts=timedelta(hours=1),
        )
    )  # fmt: skip
    with midday(TOMORROW):
        read_settlements()
        reconcile(day=clock.now().date())
    assert opened() == [
        (f"payment:{lost.id}", "EUR", 3_500, 0),
        ("unknown:2026112722001", "CNY", 500, 0),
    ]


def test_a_provider_that_nobody_ever_paid_at_is_not_asked(world: World, midday: Any) -> None:
    with midday(TOMORROW):
        assert read_settlements() == 0
    assert files() == {}


def test_without_keys_a_provider_is_silent(tmp_path: Path) -> None:
    key = tmp_path / "nothing.pem"
    alipay = Alipay(gateway="http://127.0.0.1:9/gateway.do", app_id="1", merchant_key=key, gateway_key=key)
    with pytest.raises(ProviderSilent):
        alipay.bills.file(date(2026, 11, 27))


def test_a_missing_file_differs_by_all_that_was_booked_and_a_late_one_mends_it(
    world: World, settle: Settle, midday: Any
) -> None:
    world.paid()
    day = business_day()
    world.control(how="late", asks=10_000)
    with midday(TOMORROW - timedelta(hours=3)):  # nine in the morning
        assert read_settlements() == 0
        assert files()[day] == ("waiting", 0)
        reconcile(day=clock.now().date())
        assert opened() == []
    with midday(TOMORROW + timedelta(hours=1)):
        read_settlements()
        assert files()[day] == ("missing", 0)
        reconcile(day=clock.now().date())
        assert opened() == [(f"alipay {day}", "EUR", 0, 3_500)]
        world.control(how="normal")
        jobs.read_settlements()
        queue.drain()  # the books are compared again
        assert files()[day] == ("read", 1)
        assert opened() == []


def test_a_broken_file_is_no_file_and_what_was_read_before_stays(world: World, settle: Settle, midday: Any) -> None:
    world.paid()
    day = business_day()
    world.control(how="broken")
    with midday(TOMORROW):
        read_settlements()
        row = SettlementFile.objects.get(day=day)
        assert (row.state, row.reason) == ("broken", "no such file in it")
        reconcile(day=clock.now().date())
        assert opened() == [(f"alipay {day}", "EUR", 0, 3_500)]
        world.control(how="normal")
        assert read_settlements() == 1
        world.control(how="broken")
        assert read_settlement(provider="alipay", day=day) == "read"
        assert files()[day] == ("read", 1)


def test_days_that_a_demo_filled_are_not_asked_for(world: World, settle: Settle, midday: Any) -> None:
    world.paid()
    assert skip_settlements() == 8
    with midday(TOMORROW):
        assert read_settlements() == 0
        reconcile(day=clock.now().date())
    assert opened() == []
    assert {state for state, _lines in files().values()} == {"skipped"}


def test_a_gateway_that_does_not_answer_is_asked_again(world: World, settle: Settle, midday: Any) -> None:
    world.paid()
    day = business_day()
    switches = f"{world.gateway.address}/_sandbox/switches"
    httpx.post(switches, json={"api": "error"}, trust_env=False).raise_for_status()
    with midday(TOMORROW - timedelta(hours=2)):
        read_settlements()
        assert (files()[day], SettlementFile.objects.get(day=day).reason) == (("waiting", 0), "no answer")
        httpx.post(switches, json={"api": "normal"}, trust_env=False).raise_for_status()
        assert read_settlements() == 1
        assert SettlementFile.objects.get(day=day).tries == 2


def test_an_entry_booked_after_midnight_is_found_in_the_file_of_the_day_before(
    world: World, settle: Settle, midday: Any
) -> None:
    with midday(timedelta(hours=11, minutes=59)):
        intent = world.paid(booked=False)
    with midday(timedelta(hours=12, minutes=2)):
        said = Told(reference(intent.buyer_id, intent.id), Status.PAID, Money(3_500, "EUR"), "T", "e")
        assert apply_told(told=said) == "paid"
    with midday(TOMORROW):
        read_settlements()
        day_before_is_read(business_day() - TOMORROW)
        reconcile(day=clock.now().date())
        assert opened() == []


def test_a_difference_is_put_into_the_queue_once_and_its_case_is_the_record(
    world: World, settle: Settle, midday: Any
) -> None:
    world.paid()
    world.control(how="wrong_amount")
    boss = Operator(make_account(audience="operator").id)
    with midday(TOMORROW):
        read_settlements()
        reconcile(day=clock.now().date())
        row = ReconciliationDifference.objects.get(check_code="settlement")
        assert queue_difference(viewer=boss, difference_id=row.id)
        assert not queue_difference(viewer=boss, difference_id=row.id)
        reconcile(day=clock.now().date())
        with pytest.raises(DifferenceNotFound):
            queue_difference(viewer=boss, difference_id=row.id)
        again = ReconciliationDifference.objects.get(check_code="settlement")
        assert not queue_difference(viewer=boss, difference_id=again.id)  # the same key waits already
        item = reviews.claim_oldest(viewer=boss, kind="billing.difference")
        assert item is not None
        shown = dict(queries.evidence_of_difference(boss, item.facts))
        assert shown["Key"] == row.key
        assert shown["As it was found"] == shown["Now"] == "Rows €35.01, ledger €35.00"
        reviews.decide(viewer=boss, item_id=item.pk, decision="theirs", reason="They correct their file.")
        (one,) = queries.differences(boss, clock.now().date(), "settlement")
        assert (one.case, one.decision) == (item.pk, "theirs")


def test_old_files_go(world: World, settle: Settle, midday: Any) -> None:
    world.paid()
    with midday(TOMORROW):
        read_settlements()
    with midday(timedelta(days=99)):
        drop_settlements()
        assert SettledLine.objects.count() == 1
    with midday(timedelta(days=101)):
        drop_settlements()
        assert not SettledLine.objects.exists()
        assert not SettlementFile.objects.exists()


def test_lines_hold_nothing_of_the_payer(world: World, settle: Settle, midday: Any) -> None:
    world.paid()
    with midday(TOMORROW):
        read_settlements()
    with connection.cursor() as cursor:
        cursor.execute("SELECT array_agg(l::text) FROM billing_settledline l")
        assert "sandbox.invalid" not in str(cursor.fetchone())
