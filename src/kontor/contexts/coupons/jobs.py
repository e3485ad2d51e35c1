"""Coupons that time decides."""

from __future__ import annotations

from kontor.contexts.coupons.models import Coupon
from kontor.contexts.coupons.services.move_coupon import move_coupon
from kontor.kernel.clock import now
from kontor.kernel.viewer import System
from kontor.platform.jobs import job

_AT_ONCE = 500


@job(name="coupons.end", schedule="*/5 * * * *")
def end_over() -> None:
    """Coupons whose last day is over end; until then their dates alone keep them from being used (TRD-11)."""
    over = Coupon.objects.filter(state__in=("running", "paused"), ends_at__lte=now()).order_by("ends_at")
    for coupon_id in over.values_list("id", flat=True)[:_AT_ONCE]:
        move_coupon(viewer=System("clock"), coupon_id=coupon_id, move="end")
