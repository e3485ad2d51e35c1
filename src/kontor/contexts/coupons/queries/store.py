"""Coupons of a store, for its people, and of the platform, for the operator (TRD-11)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from kontor.contexts.catalogue.models import Product
from kontor.contexts.coupons.errors import CouponMissing
from kontor.contexts.coupons.models import Coupon
from kontor.contexts.coupons.offering import issuer, possible
from kontor.contexts.coupons.reading import terms_of
from kontor.contexts.coupons.rules.terms import Terms
from kontor.kernel.money import Money
from kontor.kernel.viewer import Operator, Seat

_FIGURES = """
SELECT count(DISTINCT p.order_id), count(DISTINCT p.buyer_id),
  coalesce(sum(o.store_goods_minor - o.store_rebate_minor + o.store_shipping_minor), 0)
FROM coupons_usepart p JOIN orders_storeorder o ON o.store_id = p.store_id AND o.id = p.order_id
WHERE p.store_id = %s AND p.coupon_id = %s AND o.paid_at IS NOT NULL
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class CouponRow:
    """A coupon for those who issue it. `cost`: what orders hold and have used, less what came back.

    `numbers`: of the products that it names; `moves`: what can be done with it now.
    """

    id: UUID
    terms: Terms
    state: str
    starts_at: datetime
    budget: Money
    budget_count: int
    count: int
    cost: Money
    numbers: Sequence[int] = ()
    moves: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class CouponFigures:
    """What paid orders with a coupon brought its store: how many, of how many buyers, and what it gets for them."""

    orders: int
    buyers: int
    sold: Money


def coupons(
    viewer: Seat | Operator, *, state: str = "", before: UUID | None = None, size: int = 30
) -> list[CouponRow]:  # fmt: skip
    """The store's, or for the operator the platform's, newest first, paged by key. One statement.

    Raises:
        RightMissing: for seats without the right.
    """
    rows = Coupon.objects.filter(store_id=issuer(viewer, "marketing.coupons"))
    if state:
        rows = rows.filter(state=state)
    if before is not None:
        rows = rows.filter(id__lt=before)
    return [_row(row) for row in rows.order_by("-id")[:size]]


def coupon(viewer: Seat | Operator, coupon_id: UUID) -> CouponRow:
    """One of them, with the products that it names.

    Raises:
        CouponMissing: when it is not the viewer's.
        RightMissing.
    """
    row = Coupon.objects.filter(store_id=issuer(viewer, "marketing.coupons"), id=coupon_id).first()
    if row is None:
        raise CouponMissing
    numbers: list[int] = []
    if row.product_ids:
        numbers = sorted(Product.objects.filter(id__in=row.product_ids).values_list("number", flat=True))
    return _row(row, numbers, possible(row.state, viewer))


def figures(seat: Seat, coupon_id: UUID) -> CouponFigures:
    """What paid orders with the store's coupon brought, in the store's currency. Two statements.

    Raises:
        CouponMissing: when it is not the store's.
        RightMissing.
    """
    row = coupon(seat, coupon_id)
    with connection.cursor() as cursor:
        cursor.execute(_FIGURES, [seat.store_id, coupon_id])
        orders, buyers, sold = cursor.fetchone()
    return CouponFigures(orders, buyers, Money(int(sold), row.terms.currency))


def _row(row: Coupon, numbers: Sequence[int] = (), moves: Sequence[str] = ()) -> CouponRow:
    return CouponRow(
        id=row.id, terms=terms_of(row), state=row.state, starts_at=row.starts_at,
        budget=Money(row.budget_minor, row.currency), budget_count=row.budget_count, count=row.count_taken,
        cost=Money(row.minor_taken, row.currency), numbers=numbers, moves=moves,
    )  # fmt: skip
