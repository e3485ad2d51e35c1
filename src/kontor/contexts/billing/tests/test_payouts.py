"""Stores are paid out once, by a bank on a real connection that misbehaves; what it refuses is in the balance again."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction

from kontor.contexts.accounts.tests.factories import make_account
from kontor.contexts.billing import jobs
from kontor.contexts.billing.errors import AlreadyApproved
from kontor.contexts.billing.lifecycle import PayoutState
from kontor.contexts.billing.models import BankReport, Payout, PayoutApproval, PayoutBatch
from kontor.contexts.billing.providers.protocol import Answer, BankSilent, Status
from kontor.contexts.billing.rules.payouts import fee_of, payable
from kontor.contexts.billing.services.apply_answer import apply_answer
from kontor.contexts.billing.services.approve_payout import approve_payout
from kontor.contexts.billing.services.cancel_payout import cancel_payout
from kontor.contexts.billing.services.make_payout import make_payout
from kontor.contexts.billing.services.run_payouts import run_payouts
from kontor.contexts.billing.services.send_batch import send_batch
from kontor.contexts.billing.tests.factories import Settle, balance_of, earns, findings, pays_to
from kontor.contexts.checkout.tests.factories import RATES
from kontor.contexts.ledger.models import Posting
from kontor.contexts.logistics.tests.factories import store as make_store
from kontor.contexts.pricing.services.import_rates import import_rates
from kontor.contexts.sellers.models import Business, Store
from kontor.kernel import clock
from kontor.kernel.lifecycle import MoveRefused
from kontor.kernel.viewer import Operator
from kontor.sandbox.bank.app import Answer as Told
from kontor.sandbox.bank.app import Api, Bank

pytestmark = [pytest.mark.django_db, pytest.mark.rule("TRD-12")]
MONDAY = date(2026, 11, 30)
PolicyValue = Callable[[str, str], None]


@pytest.fixture
def shop() -> Store:
    import_rates(day=clock.now().date(), source="test", per_usd=RATES)
    made = make_store(name="Tea House", slug="tea-house")
    pays_to(made)
    return made


def staff() -> Operator:
    return Operator(make_account(audience="operator").id)


def one() -> Payout:
    return Payout.objects.get()


def sent(shop: Store, settle: Settle, minor: int = 50_000) -> Payout:
    """A payout that the bank has, its answers not read yet."""
    earns(shop.id, minor)
    run_payouts(day=MONDAY)
    jobs.send_payouts()
    settle()
    return one()


def test_a_week_of_a_payout(shop: Store, bank: Bank, settle: Settle, policy_value: PolicyValue) -> None:
    policy_value("billing.payout_fee", "50")
    earns(shop.id, 50_000)
    assert run_payouts(day=MONDAY + timedelta(days=1)) == 0  # a Tuesday
    assert run_payouts(day=MONDAY) == 1
    row = one()
    assert (row.state, row.amount_minor, row.fee_minor, row.account) == ("ready", 50_000, 250, "•••• 3000")
    assert (balance_of(shop.id), balance_of(shop.id, "payout")) == (0, 49_750)
    jobs.send_payouts()
    settle()
    assert one().state == PayoutState.SENT
    (left,) = bank.transfers().values()
    assert left == {
        "end_to_end_id": row.id.hex, "amount": "497.50", "currency": "CNY", "holder": "Tea House Ltd",
        "account": "DE89370400440532013000",
    }  # fmt: skip
    jobs.read_reports()
    row = one()
    assert (row.state, bytes(row.sealed)) == ("paid", b"")
    assert balance_of(shop.id, "payout") == 0
    fees = Posting.objects.filter(account__kind="fee").values_list("minor", flat=True)
    assert list(fees) == [-250]
    assert findings() == []


def test_a_run_again_pays_nothing_more(shop: Store, bank: Bank, settle: Settle) -> None:
    sent(shop, settle)
    earns(shop.id, 30_000)
    assert run_payouts(day=MONDAY) == 0
    assert run_payouts(day=MONDAY + timedelta(days=7)) == 0  # one is still at the bank
    jobs.read_reports()
    assert run_payouts(day=MONDAY) == 0
    assert run_payouts(day=MONDAY + timedelta(days=7)) == 1
    assert len(bank.transfers()) == 1


def test_the_database_itself_lets_no_second_one_be(shop: Store, settle: Settle) -> None:
    earns(shop.id, 50_000)
    run_payouts(day=MONDAY)
    row = one()
    row.pk = (row.store_id, UUID(int=1))
    row.run_day = MONDAY + timedelta(days=1)
    with pytest.raises(IntegrityError, match="payout_one_open"), transaction.atomic():
        row.save(force_insert=True)
    row.run_day, row.state = MONDAY, "cancelled"
    with pytest.raises(IntegrityError, match="payout_once_a_day"), transaction.atomic():
        row.save(force_insert=True)


@pytest.mark.django_db(transaction=True)
def test_eight_runs_at_once_pay_once(shop: Store) -> None:
    earns(shop.id, 50_000)
    start, made = threading.Barrier(8), []

    def run() -> None:
        try:
            start.wait(10)
            made.append(make_payout(store_id=shop.id, currency="CNY", day=MONDAY))
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(30)
    assert len(made) == 8
    assert len([each for each in made if each]) == 1
    assert Payout.objects.count() == 1
    assert balance_of(shop.id) == 0


@pytest.mark.django_db(transaction=True)
def test_four_processes_that_hear_the_same_book_it_once(shop: Store, bank: Bank, settle: Settle) -> None:
    row = sent(shop, settle)
    start, said = threading.Barrier(4), []

    def hear() -> None:
        try:
            start.wait(10)
            said.append(apply_answer(answer=Answer(row.id, Status.PAID)))
        finally:
            connection.close()

    threads = [threading.Thread(target=hear) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(30)
    assert sorted(said) == ["known", "known", "known", "paid"]
    assert Posting.objects.filter(cause=f"payout.pay:{row.id}").count() == 2


@pytest.mark.parametrize(
    ("answer", "state", "back"),
    [
        (Told.PAID, "paid", 0),
        (Told.TWICE, "paid", 0),
        (Told.REJECTED, "rejected", 50_000),
        (Told.RETURNED, "returned", 50_000),
        (Told.SILENT, "sent", 0),
        (Told.LATE, "sent", 0),
    ],
)
def test_whatever_the_bank_does(
    shop: Store, bank: Bank, settle: Settle, answer: Told, state: str, back: int, policy_value: PolicyValue
) -> None:
    policy_value("billing.payout_fee", "50")
    bank.behaviour = bank.behaviour.changed({"answer": answer})
    sent(shop, settle)
    for _ in range(2):
        jobs.read_reports()
    row = one()
    assert (row.state, balance_of(shop.id)) == (state, back)
    fees = -sum(Posting.objects.filter(account__kind="fee").values_list("minor", flat=True))
    assert fees == (0 if back else 250)
    assert row.reason == {"rejected": "AC01", "returned": "AC04"}.get(state, "")
    assert findings() == []


def test_a_late_answer_is_taken_when_it_comes(shop: Store, bank: Bank, settle: Settle) -> None:
    bank.behaviour = bank.behaviour.changed({"answer": Told.LATE})
    sent(shop, settle)
    jobs.read_reports()
    assert one().state == "sent"
    bank._release(None)  # type: ignore[arg-type]  # what POST /_sandbox/release does
    jobs.read_reports()
    assert one().state == "paid"


def test_a_bank_that_is_down_is_asked_again_and_a_lost_answer_pays_once(
    shop: Store, bank: Bank, settle: Settle
) -> None:
    bank.behaviour = bank.behaviour.changed({"api": Api.DOWN})
    earns(shop.id, 50_000)
    run_payouts(day=MONDAY)
    jobs.send_payouts()
    batch = PayoutBatch.objects.get()
    with pytest.raises(BankSilent):
        send_batch(batch_id=batch.id)
    assert not bank.transfers()
    bank.behaviour = bank.behaviour.changed({"api": Api.LOST})
    with pytest.raises(BankSilent):
        send_batch(batch_id=batch.id)
    assert len(bank.transfers()) == 1
    bank.behaviour = bank.behaviour.changed({"api": Api.NORMAL})
    send_batch(batch_id=batch.id)
    assert len(bank.transfers()) == 1
    batch.refresh_from_db()
    assert batch.sent_at is not None
    jobs.read_reports()
    assert one().state == "paid"
    assert BankReport.objects.count() == 2
    assert findings() == []


def test_a_large_one_waits_for_two_people(shop: Store, bank: Bank, settle: Settle) -> None:
    earns(shop.id, 8_000_000)  # 80,000 yuan, more than 10,000 dollars
    run_payouts(day=MONDAY)
    row, first, second = one(), staff(), staff()
    assert row.state == "waiting"
    jobs.send_payouts()
    assert one().state == "waiting"
    assert approve_payout(viewer=first, store_id=shop.id, payout_id=row.id) is False
    with pytest.raises(AlreadyApproved):
        approve_payout(viewer=first, store_id=shop.id, payout_id=row.id)
    assert PayoutApproval.objects.count() == 1
    assert one().state == "waiting"
    assert approve_payout(viewer=second, store_id=shop.id, payout_id=row.id) is True
    with pytest.raises(MoveRefused):
        approve_payout(viewer=staff(), store_id=shop.id, payout_id=row.id)
    jobs.send_payouts()
    settle()
    with pytest.raises(MoveRefused):
        cancel_payout(viewer=first, store_id=shop.id, payout_id=row.id, reason="Too late")
    jobs.read_reports()
    assert one().state == "paid"


def test_what_the_operator_cancels_is_in_the_balance_again(shop: Store) -> None:
    earns(shop.id, 50_000)
    run_payouts(day=MONDAY)
    cancel_payout(viewer=staff(), store_id=shop.id, payout_id=one().id, reason="The account is being checked.")
    row = one()
    assert (row.state, row.reason, balance_of(shop.id)) == ("cancelled", "The account is being checked.", 50_000)
    assert findings() == []


def test_fresh_money_small_sums_and_debts_stay(shop: Store, policy_value: PolicyValue) -> None:
    earns(shop.id, 50_000)
    earns(shop.id, 20_000, of="release", days_ago=1)
    earns(shop.id, -1_000, "EUR")  # ten euro are owed: ¥78.26 stay
    make_payout(store_id=shop.id, currency="CNY", day=MONDAY)
    assert one().amount_minor == 50_000 - 7_826
    other = make_store(name="Small", slug="small")
    pays_to(other)
    earns(other.id, 7_199)  # a cent less than ten dollars
    assert make_payout(store_id=other.id, currency="CNY", day=MONDAY) is None
    earns(other.id, 1)
    assert make_payout(store_id=other.id, currency="CNY", day=MONDAY) is not None


def test_only_a_verified_account_is_paid(shop: Store) -> None:
    earns(shop.id, 50_000)
    Business.objects.update(verified_at=None)
    assert make_payout(store_id=shop.id, currency="CNY", day=MONDAY) is None
    assert balance_of(shop.id) == 50_000


def test_a_changed_account_does_not_turn_a_payout_that_was_made(shop: Store, bank: Bank, settle: Settle) -> None:
    earns(shop.id, 50_000)
    run_payouts(day=MONDAY)
    pays_to(shop, account_holder="Somebody Else", iban="GB29NWBK60161331926819")
    jobs.send_payouts()
    settle()
    (left,) = bank.transfers().values()
    assert left["account"] == "DE89370400440532013000"


def test_the_arithmetic() -> None:
    assert payable(balance=100, fresh=30, reserve=20, least=50) == 50
    assert payable(balance=100, fresh=30, reserve=21, least=50) == 0
    assert payable(balance=100, fresh=-5, reserve=0, least=0) == 100
    assert payable(balance=-1, fresh=0, reserve=0, least=0) == 0
    assert fee_of(10_001, 50, "EUR") == 50
    assert fee_of(1, 500, "EUR") == 0
