"""What the marketplace spends on its own coupons, for the operator (TRD-11)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from kontor.contexts.coupons.rules import books
from kontor.contexts.ledger import queries as ledger
from kontor.contexts.ledger.queries import PostingLine
from kontor.contexts.ledger.rules import Key
from kontor.kernel.clock import now
from kontor.kernel.money import Money
from kontor.kernel.viewer import Operator

# From the coupons and the orders that wait for money, without the journal: `kontor verify` holds the two together.
_FUND = """
SELECT c.currency, sum(c.minor_taken)::bigint, coalesce(sum(u.minor), 0)::bigint,
  coalesce(sum(c.budget_minor - c.minor_taken) FILTER (WHERE c.state IN ('running', 'paused') AND c.ends_at > %s), 0)
FROM coupons_coupon c LEFT JOIN (
  SELECT coupon_id, sum(taken_minor) AS minor FROM coupons_use WHERE state = 'held' GROUP BY 1
) u ON u.coupon_id = c.id
WHERE c.store_id IS NULL AND c.state <> 'draft' GROUP BY 1 ORDER BY 1
"""


@dataclass(frozen=True, slots=True)
class FundView:
    """One currency of the fund.

    Attributes:
        paid: to stores for paid orders, less what came back with refunds.
        held: for orders that wait for their payment.
        open: what the coupons that have not ended may still take.
    """

    paid: Money
    held: Money
    open: Money


def fund(viewer: Operator) -> list[FundView]:
    """What the marketplace's coupons have cost and may cost, by currency. One statement."""
    del viewer
    with connection.cursor() as cursor:
        cursor.execute(_FUND, [now()])
        rows = cursor.fetchall()
    return [
        FundView(Money(taken - held, currency), Money(held, currency), Money(int(left), currency))
        for currency, taken, held, left in rows
    ]


def fund_lines(viewer: Operator, currency: str, *, before: UUID | None = None, size: int = 50) -> list[PostingLine]:
    """What the fund paid and got back in a currency, newest first, paged by key. One statement."""
    return ledger.statement(viewer, Key(books.FUND, currency), before=before, size=size)
