"""Statements of a store's balances, for its people with a right to its money."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kontor.contexts.billing.errors import StatementNotFound
from kontor.contexts.billing.models import Statement
from kontor.contexts.billing.queries.documents import RIGHT
from kontor.contexts.billing.reckoning import StatementLine, all_lines, lines_of, opening_of, sums_of
from kontor.contexts.billing.rules.statements import Sums, month_of
from kontor.contexts.billing.services.ask_print import Wish
from kontor.contexts.ledger import queries as ledger
from kontor.contexts.ledger.models import Posting
from kontor.contexts.ledger.rules import Key
from kontor.contexts.sellers.queries import require
from kontor.kernel.clock import now
from kontor.kernel.money import Money
from kontor.kernel.viewer import Seat


@dataclass(frozen=True, slots=True)
class StatementCard:
    """One month; `closed` when it is over. `totals`: kind of line → sums in minor units."""

    currency: str
    month: date
    opening: Money
    closing: Money
    closed: bool
    totals: dict[str, Sums]


def statements(viewer: Seat) -> list[StatementCard]:
    """All months of all balances, newest first, the running ones too.

    Raises:
        RightMissing: without `finance.view`.
    """
    require(viewer, RIGHT)
    rows = [_closed(row) for row in Statement.objects.filter(store_id=viewer.store_id).order_by("-month", "currency")]
    running = [statement(viewer, unit, month_of(now())) for unit in ledger.units(viewer, "payable")]
    return [*running, *rows]


def statement(viewer: Seat, currency: str, month: date) -> StatementCard:
    """One month of one balance: as it was closed, or as it stands.

    Raises:
        RightMissing: without `finance.view`.
        StatementNotFound: for a month to come, or a currency that the store never had.
    """
    require(viewer, RIGHT)
    row = Statement.objects.filter(store_id=viewer.store_id, currency=currency, month=month).first()
    if row is not None:
        return _closed(row)
    if month > month_of(now()) or currency not in ledger.units(viewer, "payable"):
        raise StatementNotFound
    sums, opening = sums_of(viewer.store_id, currency, month), opening_of(viewer.store_id, currency, month)
    closing = opening + sum(one.amount for one in sums.values())
    return StatementCard(currency, month, Money(opening, currency), Money(closing, currency), False, sums)


def page_of_lines(
    viewer: Seat, currency: str, month: date, *, after: UUID | None = None, size: int = 50
) -> list[StatementLine]:  # fmt: skip
    """Lines of a month, oldest first, paged by key (`after`: the last one's posting)."""
    require(viewer, RIGHT)
    start = None
    if after is not None:
        account = Key("payable", currency, viewer.store_id).id
        at = Posting.objects.filter(account_id=account, id=after).values_list("posted_at", flat=True).first()
        start = (at, after) if at else None
    return lines_of(viewer.store_id, currency, month, after=start, size=size)


def stream(viewer: Seat, currency: str, month: date) -> Iterator[StatementLine]:
    """All lines of a month in constant memory; the right is looked at before the first."""
    statement(viewer, currency, month)
    return all_lines(viewer.store_id, currency, month)


@dataclass(frozen=True, slots=True)
class EntryLeg:
    """One leg of an entry: whose account, and what it got (credits positive)."""

    kind: str
    name: str
    amount: Money


def entry(viewer: Seat, currency: str, posting_id: UUID) -> list[EntryLeg]:
    """All legs of the entry that a line of the store's balance is part of.

    Raises:
        RightMissing: without `finance.view`.
        StatementNotFound: no such line in the store's own balance.
    """
    require(viewer, RIGHT)
    account = Key("payable", currency, viewer.store_id).id
    journal = Posting.objects.filter(account_id=account, id=posting_id).values_list("journal_id", flat=True).first()
    if journal is None:
        raise StatementNotFound
    legs = Posting.objects.filter(journal_id=journal).select_related("account").order_by("-minor", "account_id")
    return [EntryLeg(leg.account.kind, leg.account.name, Money(-leg.minor, leg.unit)) for leg in legs]


def wish_for(viewer: Seat, currency: str, month: date, language: str) -> Wish:
    """The PDF of a closed month.

    Raises:
        RightMissing, StatementNotFound
    """
    require(viewer, RIGHT)
    found = Statement.objects.filter(store_id=viewer.store_id, currency=currency, month=month)
    row = found.values_list("id", flat=True).first()
    if row is None:
        raise StatementNotFound
    return Wish(viewer.store_id, "statement", row, "pdf", "seller", language)


def _closed(row: Statement) -> StatementCard:
    totals = {kind: Sums(**sums) for kind, sums in row.totals.items()}
    unit = row.currency
    return StatementCard(unit, row.month, Money(row.opening_minor, unit), Money(row.closing_minor, unit), True, totals)
