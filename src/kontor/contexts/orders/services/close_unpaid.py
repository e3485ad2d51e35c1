"""Closing an order that nobody paid."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.inventory.services.release import release
from kontor.contexts.orders import locks
from kontor.contexts.orders.events import BuyerOrderClosed
from kontor.contexts.orders.models import BuyerOrder, BuyerOrderState, StoreOrder
from kontor.contexts.orders.services.advance import advance
from kontor.kernel.clock import now
from kontor.kernel.viewer import Viewer
from kontor.platform import events


def close_unpaid(*, viewer: Viewer, buyer_id: UUID, buyer_order_id: UUID, reason: str) -> list[StoreOrder]:
    """Close a whole order that waits for money; stock is free at once (TRD-07, TRD-08).

    Returns:
        The store orders that were closed; none when the order was paid or closed before.
    """
    with transaction.atomic():
        order = locks.buyer_order(buyer_id, buyer_order_id)
        if order.state != BuyerOrderState.AWAITING_PAYMENT:
            return []
        BuyerOrder.objects.filter(buyer_id=buyer_id, id=buyer_order_id).update(state=BuyerOrderState.CLOSED)
        parts = locks.parts(order.store_ids, order.id)
        advance(orders=parts, move="cancel_unpaid", viewer=viewer, reason=reason, ended_at=now(), end_reason=reason)
        for part in parts:
            release(store_id=part.store_id, order_id=part.id)
        events.record(BuyerOrderClosed(key=buyer_id, buyer_id=buyer_id, buyer_order_id=order.id, number=order.number))
        return parts
