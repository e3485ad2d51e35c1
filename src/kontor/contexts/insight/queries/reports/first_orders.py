"""New buyers who order soon, per store (ACC-52)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kontor.contexts.insight.policy import FIRST_ORDER_WITHIN
from kontor.contexts.insight.queries.reports.period import Period
from kontor.contexts.insight.queries.rows import rows
from kontor.contexts.insight.rules import share, slope
from kontor.kernel.clock import now
from kontor.kernel.viewer import Operator

# Only buyers whose time for a first order is over: the others would make every recent figure look worse.
_FRESH = """
WITH fresh AS MATERIALIZED (
    SELECT id, created_at AS at, verified_at FROM accounts_account
    WHERE id >= %(first_id)s AND id < %(end_id)s AND audience = 'buyer' AND verified_at + %(within)s <= %(now)s
        AND (%(country)s = '' OR country = %(country)s)
), early AS (
    SELECT DISTINCT fresh.id, fresh.at, store_id FROM fresh
    JOIN orders_buyerorder o ON o.buyer_id = fresh.id
        AND o.placed_at >= fresh.verified_at AND o.placed_at < fresh.verified_at + %(within)s
    CROSS JOIN LATERAL unnest(o.store_ids) AS store_id
    WHERE %(store)s = '' OR store_id = (SELECT id FROM sellers_store WHERE slug = %(store)s)
)
"""
_SERIES = """
SELECT start, count(*), count(*) FILTER (WHERE id IN (SELECT id FROM early))
FROM (SELECT id, date_trunc(%(step)s, at AT TIME ZONE 'UTC')::date AS start FROM fresh) AS stepped
GROUP BY 1 ORDER BY 1
"""
_STORES = """
SELECT s.slug, s.name, s.country, count(*),
    (SELECT round(sum(d.described)::numeric / nullif(sum(d.rated), 0), 2)::float8 FROM aftersales_store_day d
        WHERE d.store_id = s.id)
FROM early JOIN sellers_store s ON s.id = early.store_id
GROUP BY s.id, s.slug, s.name, s.country ORDER BY 4 DESC, 2 LIMIT 200
"""


@dataclass(frozen=True, slots=True)
class Span:
    """New buyers of one step of the chart, and those of them who ordered early."""

    start: date
    buyers: int
    early: int


@dataclass(frozen=True, slots=True)
class StoreFirsts:
    """New buyers who ordered early at one store, in per cent of all new buyers too.

    Attributes:
        described: the average of the counting marks for "Item as Described", 1 to 5; None while nobody has given one.
    """

    slug: str
    name: str
    country: str
    early: int
    share: float | None
    described: float | None = None


@dataclass(frozen=True, slots=True)
class FirstOrders:
    """The figures of ACC-52. `slope`: points of share per point of "Item as Described"."""

    buyers: int
    early: int
    series: Sequence[Span]
    stores: Sequence[StoreFirsts]
    slope: float | None


def first_orders(viewer: Operator, period: Period, *, country: str = "", store: str = "") -> FirstOrders:
    """Buyers who joined in the period and ordered within `insight.first_order_within` days; two statements.

    Args:
        store: the slug of one store, or "" for all.
    """
    values = period.values() | {
        "country": country, "store": store, "now": now(), "within": timedelta(days=FIRST_ORDER_WITHIN.int()),
    }  # fmt: skip
    series = [Span(*row) for row in rows(_FRESH + _SERIES, values)]
    buyers = sum(span.buyers for span in series)
    stores = [
        StoreFirsts(slug, name, home, early, share(early, buyers), described)
        for slug, name, home, early, described in rows(_FRESH + _STORES, values)
    ]
    marked = [(one.described, one.share) for one in stores if one.described is not None and one.share is not None]
    return FirstOrders(buyers, sum(span.early for span in series), series, stores, slope(marked))
