"""Orders are closed unpaid: their buyers and the budgets have the coupons again (TRD-11)."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from kontor.contexts.coupons.budgets import give_budget, give_claims
from kontor.contexts.coupons.lifecycle import UseState
from kontor.contexts.coupons.models import Use
from kontor.kernel.clock import now


def free_coupons(*, orders: Sequence[tuple[UUID, UUID]]) -> int:
    """Free what these orders still hold. Safe to repeat, one statement where none holds a coupon.

    Args:
        orders: buyer and buyer order.

    Returns:
        How many uses there were.
    """
    buyers, ids = {buyer for buyer, _ in orders}, {order for _, order in orders}
    held = Use.objects.filter(buyer_id__in=buyers, buyer_order_id__in=ids, state=UseState.HELD)
    with transaction.atomic():
        uses = list(held.select_for_update().order_by("buyer_id", "id"))
        if not uses:
            return 0
        Use.objects.filter(buyer_id__in=buyers, id__in={use.id for use in uses}).update(
            state=UseState.FREED, ended_at=now()
        )
        give_claims([(use.buyer_id, use.coupon_id) for use in uses])
        back: dict[UUID, tuple[int, int]] = {}
        for use in uses:
            count, minor = back.get(use.coupon_id, (0, 0))
            back[use.coupon_id] = (count + 1, minor + use.taken_minor)
        give_budget(back)
        return len(uses)
