"""A coupon starts, rests, goes on or ends (TRD-11)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.coupons.errors import CouponDates, CouponMissing
from kontor.contexts.coupons.models import Coupon
from kontor.contexts.coupons.offering import move_offer
from kontor.contexts.coupons.policy import DAYS_AT_MOST
from kontor.contexts.coupons.queries.offer import forget
from kontor.kernel.viewer import Operator, Seat, System


def move_coupon(*, viewer: Seat | Operator | System, coupon_id: UUID, move: str) -> None:
    """Make one move of `lifecycle.OFFER`: `start`, `pause`, `resume` or `end`. What orders hold of it stays theirs.

    Raises:
        CouponMissing: when it is not the viewer's.
        CouponDates: when it is to start after its last day.
        MoveRefused: when its state does not allow it.
        RightMissing.
    """
    with transaction.atomic():
        move_offer(
            Coupon.objects.filter(id=coupon_id), viewer=viewer, right="marketing.coupons", move=move,
            missing=CouponMissing, over=CouponDates(days=DAYS_AT_MOST.int()),
        )  # fmt: skip
    forget()
