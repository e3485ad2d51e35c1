"""How often paying succeeds (ACC-53)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kontor.contexts.insight.queries.reports.period import Period
from kontor.contexts.insight.queries.rows import rows
from kontor.kernel.viewer import Operator

_ENDED = """
WITH ended AS MATERIALIZED (
    SELECT i.method, i.created_at AS at, i.state = 'succeeded' AS paid,
        i.state = 'failed' AND i.failure <> 'closed' AS refused, EXISTS (
            SELECT FROM payments_agreement g WHERE g.buyer_id = i.buyer_id AND g.method = 'alipay'
                AND g.bound_at <= i.created_at AND (g.ended_at IS NULL OR g.ended_at > i.created_at)) AS bound
    FROM payments_intent i
    WHERE i.created_at >= %(since)s AND i.created_at < %(until)s AND i.state IN ('succeeded', 'failed', 'cancelled')
        AND (%(country)s = '' OR EXISTS (
            SELECT FROM accounts_account a WHERE a.id = i.buyer_id AND a.country = %(country)s))
        AND (%(store)s = '' OR EXISTS (
            SELECT FROM orders_buyerorder o WHERE o.buyer_id = i.buyer_id AND o.id = i.buyer_order_id
                AND (SELECT id FROM sellers_store WHERE slug = %(store)s) = ANY (o.store_ids)))
)
"""
_COUNTS = """count(*), count(*) FILTER (WHERE paid), count(*) FILTER (WHERE refused),
    count(*) FILTER (WHERE NOT paid AND NOT refused)
FROM ended GROUP BY 1 ORDER BY"""
_SERIES = f"{_ENDED} SELECT date_trunc(%(step)s, at AT TIME ZONE 'UTC')::date, {_COUNTS} 1"
_METHODS = f"{_ENDED} SELECT method, {_COUNTS} 2 DESC, 1"
_BY_BOUND = f"{_ENDED} SELECT bound, {_COUNTS} 1 DESC"


@dataclass(frozen=True, slots=True)
class MethodSuccess:
    """Tries that ended: paid, refused by the provider, or given up."""

    name: str
    tries: int
    paid: int
    refused: int
    given_up: int


@dataclass(frozen=True, slots=True)
class Span:
    """Tries that began within one step of the chart and ended."""

    start: date
    tries: int
    paid: int
    refused: int
    given_up: int


@dataclass(frozen=True, slots=True)
class PaymentSuccess:
    """The figures of ACC-53: all tries, by method, and by whether the payer had bound Alipay ("bound", "unbound")."""

    series: Sequence[Span]
    methods: Sequence[MethodSuccess]
    bound: Sequence[MethodSuccess]

    @property
    def tries(self) -> int:
        return sum(one.tries for one in self.methods)

    @property
    def paid(self) -> int:
        return sum(one.paid for one in self.methods)


def payment_success(viewer: Operator, period: Period, *, country: str = "", store: str = "") -> PaymentSuccess:
    """Payments that were begun in the period and have ended; three statements.

    Args:
        country: of the buyer, or "".
        store: the slug of a store that the order was for, or "".
    """
    values = period.values() | {"country": country, "store": store}
    return PaymentSuccess(
        series=[Span(*row) for row in rows(_SERIES, values)],
        methods=[MethodSuccess(*row) for row in rows(_METHODS, values)],
        bound=[MethodSuccess("bound" if row[0] else "unbound", *row[1:]) for row in rows(_BY_BOUND, values)],
    )
