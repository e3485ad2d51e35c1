"""A coupon starts, rests, goes on or ends (TRD-11)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.coupons.errors import CouponDates, CouponMissing
from kontor.contexts.coupons.lifecycle import COUPON, CouponState
from kontor.contexts.coupons.models import Coupon
from kontor.contexts.coupons.policy import DAYS_AT_MOST
from kontor.contexts.coupons.queries.offer import forget
from kontor.contexts.sellers.queries import require
from kontor.kernel.clock import now
from kontor.kernel.lifecycle import Actor
from kontor.kernel.viewer import Operator, Seat, System


def move_coupon(*, viewer: Seat | Operator | System, coupon_id: UUID, move: str) -> None:
    """Make one move of `lifecycle.COUPON`: `start`, `pause`, `resume` or `end`. What orders hold of it stays theirs.

    Raises:
        CouponMissing: when it is not the viewer's.
        CouponDates: when it is to start after its last day.
        MoveRefused: when its state does not allow it.
        RightMissing.
    """
    actor = Actor.SYSTEM if isinstance(viewer, System) else Actor.OPERATOR
    mine = Coupon.objects.select_for_update().filter(id=coupon_id)
    if isinstance(viewer, Seat):
        require(viewer, "marketing.coupons")
        actor, mine = Actor.SELLER, mine.filter(store_id=viewer.store_id)
    elif isinstance(viewer, Operator):
        mine = mine.filter(store_id__isnull=True)
    with transaction.atomic():
        coupon = mine.first()
        if coupon is None:
            raise CouponMissing
        arrow = COUPON.check(move, coupon.state, actor)
        at = now()
        if move == "start" and coupon.ends_at <= at:
            raise CouponDates(days=DAYS_AT_MOST.int())
        coupon.state = arrow.target
        coupon.ended_at = at if arrow.target == CouponState.ENDED else None
        coupon.save(update_fields=["state", "ended_at"])
    forget()
