"""What came to stores by coins, by coupons and by affiliates, and what their own cost them (COI-18)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from kontor.kernel.money import Money
from kontor.kernel.viewer import Operator

# Paid orders of each store by the way they came, summed by currency; what its own coupons and coins cost.
_WAYS = """
WITH coins AS (
    SELECT o.store_id, o.id, o.currency, o.total_minor FROM coins_use u
    JOIN orders_storeorder o ON o.store_id = u.store_id AND o.id = u.id
    WHERE u.store_id = ANY(%(stores)s) AND o.paid_at >= %(since)s AND o.paid_at < %(until)s
), parts AS (
    SELECT p.store_id, p.order_id, p.taken_minor - p.returned_minor AS cost, u.currency AS unit, o.currency,
        o.total_minor
    FROM coupons_usepart p
    JOIN coupons_use u ON u.buyer_id = p.buyer_id AND u.id = p.use_id
    JOIN coupons_coupon c ON c.id = p.coupon_id AND c.store_id = p.store_id
    JOIN orders_storeorder o ON o.store_id = p.store_id AND o.id = p.order_id
    WHERE p.store_id = ANY(%(stores)s) AND o.paid_at >= %(since)s AND o.paid_at < %(until)s
), coupons AS (
    SELECT DISTINCT store_id, order_id, currency, total_minor FROM parts
)
SELECT store_id, 'coins', currency, count(*), sum(total_minor) FROM coins GROUP BY 1, 3
UNION ALL
SELECT store_id, 'coupons', currency, count(*), sum(total_minor) FROM coupons GROUP BY 1, 3
UNION ALL
SELECT store_id, 'either', currency, count(*), sum(total_minor)
FROM (SELECT * FROM coins UNION SELECT * FROM coupons) AS one GROUP BY 1, 3
UNION ALL
SELECT r.store_id, 'affiliate', o.currency, count(*), sum(o.total_minor) FROM promotions_cashbackreward r
JOIN orders_storeorder o ON o.store_id = r.store_id AND o.id = r.order_id
WHERE r.store_id = ANY(%(stores)s) AND o.paid_at >= %(since)s AND o.paid_at < %(until)s GROUP BY 1, 3
UNION ALL
SELECT store_id, 'coupons cost', unit, 0, sum(cost) FROM parts GROUP BY 1, 3
UNION ALL
SELECT p.funder_id, 'coins cost', 'CNY', 0, sum(p.coins - p.returned) FROM coins_usepart p
JOIN coins_hold h ON h.buyer_id = p.buyer_id AND h.id = p.hold_id AND h.state = 'posted'
WHERE p.funder_id = ANY(%(stores)s) AND p.made_at >= %(since)s AND p.made_at < %(until)s GROUP BY 1
"""


@dataclass(frozen=True, slots=True)
class Came:
    """A sum of one store in one currency.

    Attributes:
        code: `coins`, `coupons`, `affiliate` (orders that came by it), `either` (by coins or coupons, each order once),
            `coins cost` or `coupons cost` (of the store's own, what came back taken off; `orders` is 0).
        amount: what buyers paid for the orders, or the cost.
    """

    store_id: UUID
    code: str
    orders: int
    amount: Money


def came(viewer: Operator, store_ids: Sequence[UUID], since: datetime, until: datetime) -> list[Came]:
    """What came to these stores by promotions from `since` until before `until`, and what it cost. One statement."""
    del viewer
    return sums(store_ids, since, until)


def sums(store_ids: Sequence[UUID], since: datetime, until: datetime) -> list[Came]:
    """The same for whoever has been let in already."""
    with connection.cursor() as cursor:
        cursor.execute(_WAYS, {"stores": list(store_ids), "since": since, "until": until})
        found = cursor.fetchall()
    return [
        Came(store_id, code, orders, Money(int(minor), currency)) for store_id, code, currency, orders, minor in found
    ]
