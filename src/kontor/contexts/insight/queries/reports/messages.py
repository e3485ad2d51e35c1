"""How stores answer their buyers, and what goes with it (OPR-05; article 003)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from kontor.contexts.coins.queries.ways import came
from kontor.contexts.insight.policy import INQUIRY_BECOMES_ORDER
from kontor.contexts.insight.queries.reports.period import Period
from kontor.contexts.insight.queries.rows import rows
from kontor.contexts.pricing.queries import rates
from kontor.kernel.money import Money
from kontor.kernel.viewer import Operator

CLASSES = (37 * 60, 2 * 3600, 24 * 3600)  # seconds: the article's 37 minutes, and the two times of the response clock

# A store's class is that of its median; who never answered is in the last one, without waits it is in none.
_STORES = """
WITH answered AS (
    SELECT store_id, percentile_cont(0.5) WITHIN GROUP (ORDER BY waited_s) AS median FROM messaging_message
    WHERE waited_s IS NOT NULL AND at >= %(since)s AND at < %(until)s GROUP BY store_id
), asked AS (
    SELECT c.store_id, count(*) AS many, count(*) FILTER (WHERE EXISTS (
        SELECT 1 FROM orders_storeorder o WHERE o.store_id = c.store_id AND o.buyer_id = c.buyer_id
            AND o.placed_at >= c.begun_at AND o.placed_at < c.begun_at + %(within)s)) AS bought
    FROM messaging_conversation c
    WHERE c.stream = 'inquiry' AND c.begun_by = 'buyer' AND c.begun_at >= %(since)s AND c.begun_at < %(until)s
    GROUP BY c.store_id
), chosen AS (
    SELECT s.id, a.median, coalesce(q.many, 0) AS inquiries, coalesce(q.bought, 0) AS bought
    FROM sellers_store s LEFT JOIN answered a ON a.store_id = s.id LEFT JOIN asked q ON q.store_id = s.id
    WHERE (a.median IS NOT NULL OR q.many > 0) AND (%(store)s = '' OR s.slug = %(store)s)
        AND (%(country)s = '' OR s.country = %(country)s)
)
SELECT CASE WHEN median IS NULL THEN 3 WHEN median <= %(quick)s THEN 0 WHEN median <= %(due)s THEN 1
        WHEN median <= %(late)s THEN 2 ELSE 3 END AS class,
    count(*), sum(inquiries)::bigint, sum(bought)::bigint, sum(o.orders)::bigint, sum(o.disputed)::bigint,
    (sum(d.points)::numeric / nullif(sum(d.rated), 0))::float8
FROM chosen
CROSS JOIN LATERAL (
    SELECT count(*) AS orders, count(*) FILTER (WHERE EXISTS (
        SELECT 1 FROM aftersales_dispute x WHERE x.store_id = o.store_id AND x.order_id = o.id)) AS disputed
    FROM orders_storeorder o WHERE o.store_id = chosen.id AND o.placed_at >= %(since)s AND o.placed_at < %(until)s
) AS o
CROSS JOIN LATERAL (
    SELECT coalesce(sum(communication), 0) AS points, coalesce(sum(rated), 0) AS rated FROM aftersales_store_day
    WHERE store_id = chosen.id AND day >= %(first_day)s AND day <= %(last_day)s
) AS d
GROUP BY 1 ORDER BY 1
"""
_BEGUN = """
SELECT c.entry, c.device, coalesce((SELECT k.slug FROM catalogue_product p JOIN catalogue_category k
        ON k.id = p.category_id WHERE c.about = 'product' AND p.id = c.subject_id), ''), count(*)
FROM messaging_conversation c JOIN sellers_store s ON s.id = c.store_id
WHERE c.stream = 'inquiry' AND c.begun_by = 'buyer' AND c.begun_at >= %(since)s AND c.begun_at < %(until)s
    AND (%(store)s = '' OR s.slug = %(store)s) AND (%(country)s = '' OR s.country = %(country)s)
GROUP BY 1, 2, 3
"""
_WRITTEN = """
SELECT d.author = 'automatic', count(*) FILTER (WHERE d.status = 200),
    count(*) FILTER (WHERE d.why IN ('policy', 'parameters'))
FROM messaging_delivery d JOIN sellers_store s ON s.id = d.store_id
WHERE d.author IN ('automatic', 'seat', 'program') AND d.at >= %(since)s AND d.at < %(until)s
    AND (%(store)s = '' OR s.slug = %(store)s) AND (%(country)s = '' OR s.country = %(country)s)
GROUP BY 1
"""
_COSTS = """
SELECT s.id, s.slug, s.name, s.currency, k.cost_minor, count(*) AS messages,
    (SELECT count(*) FROM orders_storeorder o WHERE o.store_id = s.id AND o.placed_at >= %(since)s
        AND o.placed_at < %(until)s)
FROM messaging_message m JOIN sellers_store s ON s.id = m.store_id JOIN messaging_desk k ON k.store_id = s.id
WHERE m.author IN ('seat', 'program') AND m.at >= %(since)s AND m.at < %(until)s AND k.cost_minor IS NOT NULL
    AND (%(store)s = '' OR s.slug = %(store)s) AND (%(country)s = '' OR s.country = %(country)s)
GROUP BY s.id, s.slug, s.name, s.currency, k.cost_minor ORDER BY 6 DESC, s.slug LIMIT 200
"""
_PROMOTED = ("coupons cost", "coupons", "coins cost", "coins", "either")


@dataclass(frozen=True, slots=True)
class ResponseClass:
    """Stores by how long they let buyers wait, in the middle.

    Attributes:
        up_to: seconds; None for the slowest and those who never answered.
        inquiries, bought: conversations before an order, and those whose buyer ordered there in time.
        orders, disputed: of these stores in the period.
        communication: average of the mark "Communication", 1 to 5; None while nobody has given one.
    """

    up_to: int | None
    stores: int
    inquiries: int
    bought: int
    orders: int
    disputed: int
    communication: float | None


@dataclass(frozen=True, slots=True)
class Inquiries:
    """Conversations before an order that began in one way: entry, device and category's slug; "" is not known."""

    entry: str
    device: str
    category: str
    many: int


@dataclass(frozen=True, slots=True)
class Written:
    """What stores wrote, by hand or automatically: delivered, and stopped by the rules for what messages may say."""

    automatic: bool
    delivered: int
    stopped: int


@dataclass(frozen=True, slots=True)
class Promoted:
    """What a store's coupons and coins cost it and what was sold with them, in the store's currency of today's rates.

    Attributes:
        coupons_sold, coins_sold: what buyers paid for its orders with coupons of its own, and with coins.
        sold: for orders with either, each counted once.
    """

    coupons_cost: Money
    coupons_sold: Money
    coins_cost: Money
    coins_sold: Money
    sold: Money

    @property
    def back(self) -> float | None:
        """What was sold for each unit of the cost; None where nothing was spent."""
        cost = self.coupons_cost.minor + self.coins_cost.minor
        return self.sold.minor / cost if cost else None


@dataclass(frozen=True, slots=True)
class ServiceCost:
    """What answering cost a store: its own price of a message, times what its people wrote; and its promotions."""

    slug: str
    name: str
    messages: int
    orders: int
    total: Money
    promoted: Promoted

    @property
    def per_order(self) -> Money | None:
        """Cost for each order of the period; None without orders."""
        return Money(round(self.total.minor / self.orders), self.total.currency) if self.orders else None


@dataclass(frozen=True, slots=True)
class Messages:
    """The figures of article 003."""

    classes: Sequence[ResponseClass]
    inquiries: Sequence[Inquiries]
    written: Sequence[Written]
    costs: Sequence[ServiceCost]


def messages(viewer: Operator, period: Period, *, country: str = "", store: str = "") -> Messages:
    """How stores answered in the period; five statements.

    Args:
        country: of the stores; store: the slug of one store, or "" for all.
    """
    quick, due, late = CLASSES
    values = period.values() | {
        "country": country, "store": store, "quick": quick, "due": due, "late": late,
        "within": timedelta(days=INQUIRY_BECOMES_ORDER.int()), "first_day": period.first, "last_day": period.last,
    }  # fmt: skip
    return Messages(
        classes=[ResponseClass((*CLASSES, None)[place], *figures) for place, *figures in rows(_STORES, values)],
        inquiries=[Inquiries(*row) for row in rows(_BEGUN, values)],
        written=[Written(*row) for row in rows(_WRITTEN, values)],
        costs=_costs(viewer, period, rows(_COSTS, values)),
    )


def _costs(viewer: Operator, period: Period, found: Sequence[tuple[Any, ...]]) -> list[ServiceCost]:
    """Each store's with its promotions; what was paid in other money is converted as a sum."""
    table = rates()
    currencies = {store_id: currency for store_id, _slug, _name, currency, *_figures in found}
    sums: dict[UUID, dict[str, Money]] = {}
    for one in came(viewer, list(currencies), period.since, period.until):
        currency, mine = currencies[one.store_id], sums.setdefault(one.store_id, {})
        amount = one.amount.convert(table.rate(one.amount.currency, currency).value, currency)
        mine[one.code] = mine.get(one.code, Money.zero(currency)) + amount
    return [
        ServiceCost(
            slug, name, many, orders, Money(cost * many, currency),
            Promoted(*(sums.get(store_id, {}).get(code, Money.zero(currency)) for code in _PROMOTED)),
        )
        for store_id, slug, name, currency, cost, many, orders in found
    ]  # fmt: skip
