"""Holds come to their end: one way for those that are used and those that are freed."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from kontor.contexts.coins.lifecycle import HoldState
from kontor.contexts.coins.models import Hold
from kontor.contexts.coins.purses import hold_purses
from kontor.kernel.clock import now


def end_holds(orders: Sequence[tuple[UUID, UUID]], state: HoldState) -> list[Hold]:
    """Give the holds of these orders that are still held their last state, the buyers' purses locked first.

    Precondition: in the caller's transaction. One statement where none has a hold.

    Args:
        orders: buyer and buyer order.

    Returns:
        The holds that ended now, by buyer and order.
    """
    buyers, ids = {buyer for buyer, _ in orders}, {order for _, order in orders}
    mine = Hold.objects.filter(buyer_id__in=buyers, id__in=ids, state=HoldState.HELD)
    if not mine.exists():
        return []
    hold_purses(buyers)
    holds = list(mine.order_by("buyer_id", "id"))
    Hold.objects.filter(buyer_id__in=buyers, id__in={hold.id for hold in holds}).update(state=state, ended_at=now())
    return holds
