"""Disputes are looked through: against their orders, their money, and their own history."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection

from kontor.platform.verify import Finding, verifier

_ORDER_WITHOUT = """
SELECT o.id, o.number FROM orders_storeorder o
LEFT JOIN aftersales_dispute d ON d.order_id = o.id AND d.ended_at IS NULL
WHERE o.state = 'in_dispute' AND d.id IS NULL
"""
_WITHOUT_ORDER = """
SELECT d.id, d.number, o.state FROM aftersales_dispute d
LEFT JOIN orders_storeorder o ON o.store_id = d.store_id AND o.id = d.order_id
WHERE d.ended_at IS NULL AND NOT d.settled AND o.state IS DISTINCT FROM 'in_dispute'
"""
_MONEY = """
SELECT d.id, d.number, d.state, d.refunded_minor, coalesce(e.refunded_minor, 0), coalesce(e.state, '')
FROM aftersales_dispute d LEFT JOIN payments_escrow e ON e.store_id = d.store_id AND e.id = d.order_id
WHERE d.state IN ('refunded', 'released')
  AND (d.refunded_minor <> coalesce(e.refunded_minor, 0) OR coalesce(e.state, '') IN ('', 'held'))
"""
_ENDS = """
SELECT d.id, d.number, count(s.id) FROM aftersales_dispute d
LEFT JOIN aftersales_disputestep s ON s.dispute_id = d.id AND s.target IN ('refunded', 'released', 'withdrawn')
WHERE d.ended_at IS NOT NULL GROUP BY d.id, d.number HAVING count(s.id) <> 1
"""


def _rows(sql: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())


@verifier("disputes")
def disputes_hold() -> Iterator[Finding]:
    """An order in dispute has one, what was decided has moved its money, and each ended once (TRD-09)."""
    for order, number in _rows(_ORDER_WITHOUT):
        yield Finding(row=f"orders_storeorder {order}", sentence=f"order {number} is in dispute, but has no open one")
    for dispute, number, state in _rows(_WITHOUT_ORDER):
        yield Finding(
            row=f"aftersales_dispute {dispute}", sentence=f"dispute {number} is open, its order is {state or 'absent'}"
        )
    for dispute, number, state, said, moved, escrow in _rows(_MONEY):
        yield Finding(
            row=f"aftersales_dispute {dispute}",
            sentence=f"dispute {number} is {state} with {said}, the escrow is {escrow or 'absent'} with {moved} back",
        )
    for dispute, number, ends in _rows(_ENDS):
        yield Finding(row=f"aftersales_dispute {dispute}", sentence=f"dispute {number} ended {ends} times")
