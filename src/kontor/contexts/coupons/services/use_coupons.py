"""Orders are paid: their coupons are used, and the platform pays stores for its own (TRD-11)."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from kontor.contexts.coupons.lifecycle import UseState
from kontor.contexts.coupons.models import Coupon, Use, UsePart
from kontor.contexts.coupons.rules import books
from kontor.contexts.coupons.settling import settled_of
from kontor.contexts.ledger.services.post_many import Entry, post_many
from kontor.kernel.clock import now


def use_coupons(*, orders: Sequence[tuple[UUID, UUID]]) -> int:
    """Use what these orders still hold. Safe to repeat, one statement where none holds a coupon.

    Args:
        orders: buyer and buyer order.

    Returns:
        How many uses there were.
    """
    buyers, ids = {buyer for buyer, _ in orders}, {order for _, order in orders}
    held = Use.objects.filter(buyer_id__in=buyers, buyer_order_id__in=ids, state=UseState.HELD)
    with transaction.atomic():
        uses = {use.id: use for use in held.select_for_update().order_by("buyer_id", "id")}
        if not uses:
            return 0
        Use.objects.filter(buyer_id__in=buyers, id__in=uses).update(state=UseState.USED, ended_at=now())
        coupon_ids = {use.coupon_id for use in uses.values()}
        platforms = set(
            Coupon.objects.filter(id__in=coupon_ids, store_id__isnull=True).values_list("id", flat=True)
        )  # fmt: skip
        parts = UsePart.objects.filter(buyer_id__in=buyers, use_id__in=uses, coupon_id__in=platforms)
        post_many(
            entries=[
                Entry(f"coupons.settle:{part.id}", books.legs(settled_of(uses[part.use_id], part)), part.order_id)
                for part in parts
            ]
        )
        return len(uses)
