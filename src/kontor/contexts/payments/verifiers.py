"""Escrow is looked through: what is held for stores, what was paid, and what the ledger says of both."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection

from kontor.platform.verify import Finding, verifier

_HELD = """
SELECT coalesce(e.store_id, l.owner_id), coalesce(e.currency, l.unit), coalesce(e.held, 0), coalesce(-l.minor, 0)
FROM (SELECT store_id, currency, sum(amount_minor) AS held FROM payments_escrow WHERE state = 'held' GROUP BY 1, 2) e
FULL JOIN (
  SELECT a.owner_id, a.unit, sum(p.minor) AS minor FROM ledger_posting p
  JOIN ledger_ledgeraccount a ON a.id = p.account_id WHERE a.kind = 'escrow' GROUP BY 1, 2
) l ON l.owner_id = e.store_id AND l.unit = e.currency
WHERE coalesce(e.held, 0) <> coalesce(-l.minor, 0)
"""
_PAID_WITHOUT_ESCROW = """
SELECT o.id, o.number FROM orders_storeorder o
LEFT JOIN payments_escrow e ON e.store_id = o.store_id AND e.id = o.id
WHERE o.paid_at IS NOT NULL AND e.id IS NULL
"""
_PAYMENT_WITHOUT_ORDER = """
SELECT i.id, i.amount_minor, i.currency, coalesce(sum(o.total_minor), 0)
FROM payments_intent i
JOIN orders_buyerorder b ON b.buyer_id = i.buyer_id AND b.id = i.buyer_order_id
LEFT JOIN orders_storeorder o ON o.store_id = ANY(b.store_ids) AND o.buyer_order_id = b.id AND o.paid_at IS NOT NULL
WHERE i.state = 'succeeded' GROUP BY i.buyer_id, i.id, i.amount_minor, i.currency
HAVING i.amount_minor <> coalesce(sum(o.total_minor), 0)
"""
_TWICE = """
SELECT buyer_order_id, count(*) FROM payments_intent WHERE state = 'succeeded'
GROUP BY buyer_order_id HAVING count(*) > 1
"""
_REFUNDED = """
SELECT e.id, e.state, e.paid_minor, e.refunded_minor, coalesce(r.minor, 0)
FROM payments_escrow e LEFT JOIN (
  SELECT store_order_id, sum(amount_minor) AS minor FROM payments_refund
  WHERE store_order_id IS NOT NULL AND state <> 'failed' GROUP BY 1
) r ON r.store_order_id = e.id
WHERE e.refunded_minor <> coalesce(r.minor, 0)
  OR (e.state = 'refunded') <> (e.refunded_minor = e.paid_minor)
  OR (e.state = 'split') <> (e.refunded_minor > 0 AND e.refunded_minor < e.paid_minor)
"""


def _rows(sql: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())


@verifier("escrow")
def escrow_equals_ledger() -> Iterator[Finding]:
    """Held escrow equals the ledger, every paid order has its escrow, every payment its orders, once."""
    for store, currency, held, booked in _rows(_HELD):
        yield Finding(
            row=f"payments_escrow of store {store}", sentence=f"{held} {currency} held, the ledger says {booked}"
        )
    for order, number in _rows(_PAID_WITHOUT_ESCROW):
        yield Finding(row=f"orders_storeorder {order}", sentence=f"order {number} is paid, but nothing is in escrow")
    for intent, amount, currency, orders in _rows(_PAYMENT_WITHOUT_ORDER):
        yield Finding(
            row=f"payments_intent {intent}", sentence=f"{amount} {currency} came, its paid orders sum to {orders}"
        )
    for order, times in _rows(_TWICE):
        yield Finding(row=f"orders_buyerorder {order}", sentence=f"was paid {times} times")


@verifier("refunds")
def refunds_equal_what_went_back() -> Iterator[Finding]:
    """Of every order's money, what is noted as gone back equals its refunds, never more than was paid (TRD-09)."""
    for order, state, paid, noted, real in _rows(_REFUNDED):
        yield Finding(
            row=f"payments_escrow {order}",
            sentence=f"is {state} with {noted} of {paid} noted as gone back, its refunds sum to {real}",
        )
