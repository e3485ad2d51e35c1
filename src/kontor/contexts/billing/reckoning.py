"""Balances read from their postings, month by month. For services and queries of this context."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection

from kontor.contexts.billing.models import Statement
from kontor.contexts.billing.rules import statements as rules
from kontor.contexts.billing.rules.statements import Sums
from kontor.contexts.ledger.rules import Key
from kontor.kernel.money import Money

CHUNK = 2000
# A leg of commission or fee stands in the same entry: found by the unique index of account and cause.
_FROM = """
FROM ledger_posting p
LEFT JOIN ledger_posting c ON c.account_id = %(commission)s AND c.cause = p.cause
LEFT JOIN ledger_posting f ON f.account_id = %(fee)s AND f.cause = p.cause
LEFT JOIN orders_storeorder o ON o.store_id = %(store)s AND o.id = p.reference
  AND split_part(p.cause, ':', 1) IN ('release', 'divide', 'recall')
WHERE p.account_id = %(account)s AND p.posted_at >= %(start)s AND p.posted_at < %(end)s
"""
_COVERED = "CASE WHEN p.cause LIKE 'release:%%' THEN o.store_coins_minor + o.store_subsidy_minor ELSE 0 END"
_LINES = f"""
SELECT p.id, p.journal_id, p.cause, p.posted_at, p.minor, coalesce(c.minor, 0), coalesce(f.minor, 0), o.number,
  coalesce({_COVERED}, 0)
{_FROM} AND (p.posted_at, p.id) > (%(after_at)s, %(after_id)s) ORDER BY p.posted_at, p.id LIMIT %(size)s
"""
_SUMS = f"""
SELECT split_part(p.cause, ':', 1), count(*), sum(-p.minor)::bigint, sum(-coalesce(c.minor, 0))::bigint,
  sum(-coalesce(f.minor, 0))::bigint, sum(coalesce({_COVERED}, 0))::bigint
{_FROM} GROUP BY 1
"""
_BEFORE = "SELECT coalesce(-sum(minor), 0) FROM ledger_posting WHERE account_id = %s AND posted_at < %s"
_BETWEEN = f"{_BEFORE} AND posted_at >= %s"


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One posting of a balance: `amount` = `gross` − `commission` − `fee`. `order_number`: where it is about one."""

    posting_id: UUID
    journal_id: UUID
    kind: str
    at: datetime
    gross: Money
    commission: Money
    fee: Money
    amount: Money
    covered: Money
    order_number: int | None


def _values(store_id: UUID, currency: str, month: date) -> dict[str, Any]:
    start, end = rules.span(month)
    return {
        "store": store_id, "account": Key("payable", currency, store_id).id, "start": start, "end": end,
        "commission": Key("commission", currency).id, "fee": Key("fee", currency, None, "payout").id,
    }  # fmt: skip


def lines_of(
    store_id: UUID, currency: str, month: date, *, after: tuple[datetime, UUID] | None = None, size: int = CHUNK
) -> list[StatementLine]:
    """Lines of a month, oldest first, after the one named."""
    values = _values(store_id, currency, month)
    values |= {"after_at": after[0] if after else values["start"], "after_id": after[1] if after else UUID(int=0)}
    with connection.cursor() as cursor:
        cursor.execute(_LINES, values | {"size": size})
        rows = cursor.fetchall()
    return [_line(row, currency) for row in rows]


def all_lines(store_id: UUID, currency: str, month: date) -> Iterator[StatementLine]:
    """All lines of a month, read piece by piece: any number of them in the same memory."""
    after = None
    while piece := lines_of(store_id, currency, month, after=after):
        yield from piece
        after = (piece[-1].at, piece[-1].posting_id)


def _line(row: tuple[Any, ...], currency: str) -> StatementLine:
    posting, journal, cause, at, minor, commission, fee, number, covered = row
    amount, charged, paid = Money(-minor, currency), Money(-commission, currency), Money(-fee, currency)
    return StatementLine(
        posting, journal, rules.kind_of(cause), at, amount + charged + paid, charged, paid, amount,
        Money(covered, currency), number,
    )  # fmt: skip


def sums_of(store_id: UUID, currency: str, month: date) -> dict[str, Sums]:
    """The sums of a month by kind of line, in minor units."""
    with connection.cursor() as cursor:
        cursor.execute(_SUMS, _values(store_id, currency, month))
        rows = cursor.fetchall()
    return rules.summed(
        (cause, Sums(many, amount + commission + fee, commission, fee, amount, covered))
        for cause, many, amount, commission, fee, covered in rows
    )


def opening_of(store_id: UUID, currency: str, month: date) -> int:
    """What the store had when the month began: the newest closed month before it, and what came since."""
    start, account = rules.span(month)[0], Key("payable", currency, store_id).id
    closed = Statement.objects.filter(store_id=store_id, currency=currency, month__lt=month).order_by("-month").first()
    with connection.cursor() as cursor:
        if closed is None:
            cursor.execute(_BEFORE, [account, start])
            return int(cursor.fetchone()[0])
        cursor.execute(_BETWEEN, [account, start, rules.span(closed.month)[1]])
        return int(closed.closing_minor + cursor.fetchone()[0])
