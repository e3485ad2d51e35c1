"""A buyer takes a coupon, for later (BUY-08)."""

from __future__ import annotations

from uuid import UUID

from django.db import connection

from kontor.contexts.coupons.errors import CouponMissing
from kontor.contexts.coupons.models import Claim, Coupon
from kontor.contexts.coupons.queries.offer import OPEN
from kontor.kernel.clock import now
from kontor.kernel.viewer import Buyer
from kontor.platform.database.rows import Rows

_OPEN = Rows(Coupon, f"WHERE {OPEN} AND t.id = %s AND t.code = ''")


def claim_coupon(*, viewer: Buyer, coupon_id: UUID) -> bool:
    """Put a coupon that needs no code into the viewer's hands; it promises nothing that its budget does not hold.

    Returns:
        Whether it is new there.

    Raises:
        CouponMissing: when there is none that runs, or it needs a code.
    """
    at = now()
    coupon = _OPEN.first(at, at, coupon_id)
    if coupon is None:
        raise CouponMissing
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {Claim._meta.db_table} (buyer_id, coupon_id, uses, allowed, claimed_at)"  # noqa: S608
            " VALUES (%s, %s, 0, %s, %s) ON CONFLICT DO NOTHING",
            [viewer.buyer_id, coupon.id, coupon.per_buyer, at],
        )
        return bool(cursor.rowcount)
