"""A buyer's coupons: what can be used, what was, what has expired, and what there is to take (BUY-08)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from kontor.contexts.coupons.models import Coupon
from kontor.contexts.coupons.queries.offer import MEANT, OPEN
from kontor.contexts.coupons.reading import terms_of
from kontor.contexts.coupons.rules.terms import Terms
from kontor.kernel.clock import now
from kontor.kernel.money import Money
from kontor.kernel.viewer import Buyer
from kontor.platform.database.rows import columns, instance

PAGE = 30
_FROM = f"""SELECT {columns(Coupon)}, coalesce(s.name, ''), coalesce(s.slug, ''),
  coalesce(c.allowed - c.uses, t.per_buyer) FROM coupons_coupon t LEFT JOIN sellers_store s ON s.id = t.store_id"""  # noqa: S608
_MINE = f"{_FROM} JOIN coupons_claim c ON c.coupon_id = t.id AND c.buyer_id = %s WHERE c.uses < c.allowed"
_AVAILABLE = f"{_MINE} AND {OPEN} ORDER BY t.ends_at, t.id LIMIT 200"
_GONE = (
    f"{_MINE} AND NOT ({OPEN}) AND (t.state IN ('ended', 'paused') OR t.starts_at <= %s)"
    " AND t.id < %s ORDER BY t.id DESC LIMIT %s"
)
_LEFT_JOIN = f"{_FROM} LEFT JOIN coupons_claim c ON c.coupon_id = t.id AND c.buyer_id = %s"
_TO_TAKE = f"""{_LEFT_JOIN} WHERE {OPEN} AND t.store_id IS NULL AND t.code = '' AND c.coupon_id IS NULL AND {MEANT}
ORDER BY t.ends_at, t.id LIMIT 20"""
_OF_STORE = f"""{_FROM} LEFT JOIN coupons_claim c ON false
WHERE {OPEN} AND t.store_id = %s AND t.code = '' ORDER BY t.ends_at, t.id LIMIT 12"""
_CLAIMED = "SELECT coupon_id FROM coupons_claim WHERE buyer_id = %s AND coupon_id = ANY(%s::uuid[])"
_USED = f"""
SELECT {columns(Coupon)}, coalesce(s.name, ''), coalesce(s.slug, ''), 0, u.id, u.state, u.minor, u.buyer_currency,
  u.made_at, b.number
FROM coupons_use u JOIN coupons_coupon t ON t.id = u.coupon_id LEFT JOIN sellers_store s ON s.id = t.store_id
JOIN orders_buyerorder b ON b.buyer_id = u.buyer_id AND b.id = u.buyer_order_id
WHERE u.buyer_id = %s AND u.state IN ('held', 'used') AND u.id < %s ORDER BY u.id DESC LIMIT %s
"""  # noqa: S608
_IN_ORDER = """
SELECT t.id, t.name, t.store_id, u.minor, u.buyer_currency
FROM coupons_use u JOIN coupons_coupon t ON t.id = u.coupon_id
WHERE u.buyer_id = %s AND u.buyer_order_id = %s AND u.state <> 'freed' ORDER BY t.store_id NULLS LAST, t.id
"""
_LAST = UUID(int=2**128 - 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class CouponView:
    """A coupon with its store ("" for the platform's). `left`: how often it can still be used."""

    id: UUID
    terms: Terms
    store: str
    store_slug: str
    left: int
    claimed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class UsedView:
    """One use. `held`: the order is not paid yet; `number`: of the buyer order."""

    id: UUID
    coupon: CouponView
    held: bool
    saved: Money
    at: datetime
    number: int


@dataclass(frozen=True, slots=True)
class Saved:
    """What a coupon took of a purchase; no `store_id`: the platform's."""

    coupon_id: UUID
    name: str
    store_id: UUID | None
    amount: Money


def _rows(sql: str, *values: object) -> list[Sequence[Any]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, list(values))  # type: ignore[arg-type]  # ids, moments and figures
        return list(cursor.fetchall())


_WIDTH = len(Coupon._meta.concrete_fields)


def _view(row: Sequence[Any], *, claimed: bool = True) -> CouponView:
    coupon = instance(Coupon, row[:_WIDTH])
    store, slug, left = row[_WIDTH : _WIDTH + 3]
    return CouponView(
        id=coupon.id, terms=terms_of(coupon), store=store, store_slug=slug, left=left, claimed=claimed
    )  # fmt: skip


def available(viewer: Buyer) -> list[CouponView]:
    """Those in the viewer's hands that can be used now, the first to end first. One statement."""
    at = now()
    return [_view(row) for row in _rows(_AVAILABLE, viewer.buyer_id, at, at)]


def to_take(viewer: Buyer) -> list[CouponView]:
    """Coupons of the platform that the viewer can take and has not. One statement."""
    at, buyer = now(), viewer.buyer_id
    found = _rows(_TO_TAKE, buyer, at, at, buyer, buyer, buyer)
    return [_view(row, claimed=False) for row in found]


def used(viewer: Buyer, *, before: UUID | None = None, size: int = PAGE) -> list[UsedView]:
    """Uses, newest first, paged by key. One statement."""
    found = []
    for row in _rows(_USED, viewer.buyer_id, before or _LAST, size):
        use_id, state, minor, currency, at, number = row[_WIDTH + 3 :]
        found.append(
            UsedView(
                id=use_id, coupon=_view(row), held=state == "held", saved=Money(minor, currency), at=at, number=number
            )
        )
    return found


def in_order(viewer: Buyer, buyer_order_id: UUID) -> list[Saved]:
    """The coupons of one of the viewer's purchases, in the order in which they were reckoned. One statement."""
    rows = _rows(_IN_ORDER, viewer.buyer_id, buyer_order_id)
    return [Saved(key, name, store, Money(minor, currency)) for key, name, store, minor, currency in rows]


def expired(viewer: Buyer, *, before: UUID | None = None, size: int = PAGE) -> list[CouponView]:
    """Those that were never used up and cannot be used any more: over, stopped, or their budget is. One statement."""
    at = now()
    return [_view(row) for row in _rows(_GONE, viewer.buyer_id, at, at, at, before or _LAST, size)]


def of_store(viewer: Buyer | None, store_id: UUID) -> list[CouponView]:
    """A store's coupons that can be taken without a code, for its pages; whether the viewer has them.

    One statement for visitors, two for buyers. Those meant for others are shown too, with their condition.
    """
    at = now()
    found = [_view(row, claimed=False) for row in _rows(_OF_STORE, at, at, store_id)]
    if viewer is None or not found:
        return found
    mine = {row[0] for row in _rows(_CLAIMED, viewer.buyer_id, [each.id for each in found])}
    return [
        CouponView(
            id=each.id, terms=each.terms, store=each.store, store_slug=each.store_slug, left=each.left,
            claimed=each.id in mine,
        )
        for each in found
    ]  # fmt: skip
