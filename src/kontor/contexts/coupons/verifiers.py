"""Coupons are looked through: budgets, buyers' limits, orders and the ledger say the same (TRD-11)."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection

from kontor.contexts.coupons.rules import books
from kontor.platform.verify import Finding, verifier

_BUDGETS = """
SELECT c.id, c.count_taken, count(u.id) FILTER (WHERE u.state IN ('held', 'used')), c.minor_taken,
  coalesce(sum(u.taken_minor - u.returned_minor) FILTER (WHERE u.state <> 'freed'), 0)
FROM coupons_coupon c LEFT JOIN coupons_use u ON u.coupon_id = c.id GROUP BY c.id
HAVING c.count_taken <> count(u.id) FILTER (WHERE u.state IN ('held', 'used'))
  OR c.minor_taken <> coalesce(sum(u.taken_minor - u.returned_minor) FILTER (WHERE u.state <> 'freed'), 0)
"""
_CLAIMS = """
SELECT coalesce(c.buyer_id, u.buyer_id), coalesce(c.coupon_id, u.coupon_id), coalesce(c.uses, 0), coalesce(u.many, 0)
FROM coupons_claim c FULL JOIN (
  SELECT buyer_id, coupon_id, count(*) AS many FROM coupons_use WHERE state IN ('held', 'used') GROUP BY 1, 2
) u USING (buyer_id, coupon_id)
WHERE coalesce(c.uses, 0) <> coalesce(u.many, 0)
"""
_PARTS = """
SELECT u.id, u.minor, coalesce(sum(p.minor), 0), u.taken_minor, coalesce(sum(p.taken_minor), 0),
  u.returned_minor, coalesce(sum(p.returned_minor), 0)
FROM coupons_use u LEFT JOIN coupons_usepart p ON p.buyer_id = u.buyer_id AND p.use_id = u.id
GROUP BY u.buyer_id, u.id
HAVING u.minor <> coalesce(sum(p.minor), 0) OR u.taken_minor <> coalesce(sum(p.taken_minor), 0)
  OR u.returned_minor <> coalesce(sum(p.returned_minor), 0)
"""
_ORDERS = """
SELECT o.id, o.rebate_minor, coalesce(p.own, 0), o.subsidy_minor, coalesce(p.platform, 0)
FROM orders_storeorder o FULL JOIN (
  SELECT p.store_id, p.order_id, sum(p.minor) FILTER (WHERE c.store_id IS NOT NULL) AS own,
    sum(p.minor) FILTER (WHERE c.store_id IS NULL) AS platform
  FROM coupons_usepart p JOIN coupons_coupon c ON c.id = p.coupon_id GROUP BY 1, 2
) p ON p.store_id = o.store_id AND p.order_id = o.id
WHERE coalesce(o.rebate_minor, 0) <> coalesce(p.own, 0) OR coalesce(o.subsidy_minor, 0) <> coalesce(p.platform, 0)
"""
_FUND = """
SELECT coalesce(f.unit, u.currency), coalesce(f.minor, 0), coalesce(u.minor, 0) FROM (
  SELECT a.unit, sum(p.minor) AS minor FROM ledger_posting p JOIN ledger_ledgeraccount a ON a.id = p.account_id
  WHERE a.kind = %s GROUP BY 1
) f FULL JOIN (
  SELECT u.currency, sum(u.taken_minor - u.returned_minor) AS minor FROM coupons_use u
  JOIN coupons_coupon c ON c.id = u.coupon_id
  WHERE c.store_id IS NULL AND u.state IN ('used', 'returned') GROUP BY 1
) u ON u.currency = f.unit WHERE coalesce(f.minor, 0) <> coalesce(u.minor, 0)
"""
_OPEN_TOO_LONG = """
SELECT u.id, b.state FROM coupons_use u JOIN orders_buyerorder b ON b.buyer_id = u.buyer_id AND b.id = u.buyer_order_id
WHERE u.state = 'held' AND b.state = 'closed' OR u.state = 'freed' AND b.state = 'paid'
"""


def _rows(sql: str, values: tuple[str, ...] = ()) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


@verifier("coupons")
def budgets_equal_uses() -> Iterator[Finding]:
    """Budgets and buyers' limits equal the uses, uses their parts, parts what orders say, the fund its uses."""
    for coupon, count, uses, minor, taken in _rows(_BUDGETS):
        yield Finding(
            row=f"coupons_coupon {coupon}",
            sentence=f"says {count} uses of {minor} were taken, its uses are {uses} of {taken}",
        )
    for buyer, coupon, kept, uses in _rows(_CLAIMS):
        yield Finding(row=f"coupons_claim {buyer} {coupon}", sentence=f"says {kept} uses, there are {uses}")
    for use, minor, parts, taken, costs, back, backs in _rows(_PARTS):
        yield Finding(
            row=f"coupons_use {use}",
            sentence=f"is {minor}, {taken} of the budget, {back} returned; its parts sum to {parts}, {costs}, {backs}",
        )
    for order, rebate, own, subsidy, platform in _rows(_ORDERS):
        yield Finding(
            row=f"orders_storeorder {order}",
            sentence=f"has {rebate} and {subsidy} off by coupons, the coupons say {own} and {platform}",
        )
    for unit, booked, uses in _rows(_FUND, (books.FUND,)):
        yield Finding(row=f"coupon fund in {unit}", sentence=f"paid {booked} by the ledger, {uses} by the uses")


@verifier("coupon holds")
def holds_end_with_orders() -> Iterator[Finding]:
    """No closed order holds a coupon, and no paid one has lost it. The facts of the last seconds may be under way."""
    for use, state in _rows(_OPEN_TOO_LONG):
        yield Finding(row=f"coupons_use {use}", sentence=f"does not fit its order, which is {state}")
