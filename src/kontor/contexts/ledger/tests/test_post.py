"""The books: balanced, idempotent, unchangeable; the database itself sees to it."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import DatabaseError

from kontor.contexts.ledger import queries
from kontor.contexts.ledger.models import LedgerAccount, Posting
from kontor.contexts.ledger.rules import Key, Leg, Unbalanced, credit, debit
from kontor.contexts.ledger.services.post import post
from kontor.contexts.ledger.verifiers import cached_balances_hold, entries_balance
from kontor.kernel.ids import new_id
from kontor.kernel.money import Money
from kontor.kernel.viewer import Seat, System

TEN = Money(1000, "EUR")
ME = System("test")


def _pay(store: object, cause: str = "payment:1") -> object:
    return post(cause=cause, legs=[debit("gateway", TEN, name="alipay"), credit("payable", TEN, store)])  # type: ignore[arg-type]


@pytest.mark.django_db
@pytest.mark.rule("TRD-06")
def test_an_entry_is_posted_once_per_cause() -> None:
    store = new_id()
    assert _pay(store) == _pay(store)
    assert queries.balance(ME, Key("payable", "EUR", store)) == TEN
    assert LedgerAccount.objects.get(kind="payable").balance_minor == -1000
    assert Posting.objects.count() == 2


@pytest.mark.django_db
def test_an_unbalanced_entry_is_not_written() -> None:
    with pytest.raises(Unbalanced):
        post(cause="x", legs=[debit("gateway", TEN, name="alipay"), credit("tax", Money(999, "EUR"))])
    assert not Posting.objects.exists()


@pytest.mark.django_db
def test_a_stranger_reads_nothing_of_another_stores_money() -> None:
    store = new_id()
    _pay(store)
    stranger = Seat(new_id(), new_id(), frozenset({"finance.view"}))
    assert queries.balance(stranger, Key("payable", "EUR", store)) == Money(0, "EUR")
    assert queries.statement(stranger, Key("payable", "EUR", store)) == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.rule("TRD-06")
def test_the_database_refuses_an_unbalanced_entry_at_commit() -> None:
    account = Key("gateway", "EUR", name="alipay")
    with pytest.raises(IntegrityError, match="does not balance"), transaction.atomic():
        Posting.objects.create(account_id=account.id, journal_id=new_id(), cause="c", unit="EUR", minor=5)
    assert not Posting.objects.exists()


@pytest.mark.django_db
@pytest.mark.rule("TRD-06")
@pytest.mark.parametrize("sql", ["UPDATE ledger_posting SET minor = minor", "DELETE FROM ledger_posting"])
def test_the_database_refuses_to_change_a_posting(sql: str) -> None:
    _pay(new_id())
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.django_db
@pytest.mark.rule("OPR-09")
def test_a_wrong_cached_balance_is_named() -> None:
    store = new_id()
    _pay(store)
    assert list(cached_balances_hold()) == []
    LedgerAccount.objects.filter(kind="payable").update(balance_minor=-999)
    row = LedgerAccount.objects.get(kind="payable")
    assert [finding.row for finding in cached_balances_hold()] == [f"ledger_ledgeraccount {row.id}"]
    assert list(entries_balance()) == []


def test_legs_of_one_account_are_one() -> None:
    from kontor.contexts.ledger.rules import merged

    a, b = Key("tax", "EUR"), Key("gateway", "EUR")
    assert {(leg.account, leg.minor) for leg in merged([Leg(a, -3), Leg(a, -4), Leg(b, 7)])} == {(a, -7), (b, 7)}
