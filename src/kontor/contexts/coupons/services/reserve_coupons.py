"""A buyer wants to place an order with coupons: what they take, at today's rates."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from uuid import UUID

from kontor.contexts.coupons.errors import CouponsChanged
from kontor.contexts.coupons.queries.offer import candidates
from kontor.contexts.coupons.rules.reckoning import Taken, reckon
from kontor.contexts.coupons.rules.stacking import together
from kontor.contexts.coupons.rules.terms import Item
from kontor.contexts.pricing.rules import RateTable
from kontor.kernel.viewer import Buyer


def reserve_coupons(
    *, viewer: Buyer, items: Sequence[Item], coupon_ids: Collection[UUID], table: RateTable
) -> list[Taken]:  # fmt: skip
    """Reckon these coupons inside the transaction that places the order; `hold_coupons` takes them from their budgets.

    Raises:
        CouponsChanged: when one cannot be used for these goods by the viewer now, or not beside another.
    """
    wanted = set(coupon_ids)
    known = candidates(viewer, {item.store_id for item in items}, only=wanted)
    taken = reckon(known, items, table) if len(known) == len(wanted) and together(known) else None
    if taken is None:
        raise CouponsChanged
    return taken
