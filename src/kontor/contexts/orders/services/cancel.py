"""Ending an order before anything is shipped."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.inventory.services.release import release
from kontor.contexts.orders import locks
from kontor.contexts.orders.errors import OrderNotFound
from kontor.contexts.orders.lifecycle import State
from kontor.contexts.orders.services.advance import advance
from kontor.contexts.sellers.queries import require
from kontor.kernel.clock import now
from kontor.kernel.viewer import Buyer, Seat, Viewer


def cancel(*, viewer: Viewer, store_id: UUID, order_id: UUID, reason: str) -> None:
    """Cancel a paid order that is not shipped; its stock is free at once, the money goes back by the event.

    An unpaid order is cancelled as a whole (`close_unpaid`), since it has one payment.

    Raises:
        RightMissing: somebody of the store without `orders.cancel`.
        OrderNotFound: when the order is not the viewer's, or absent.
        MoveRefused: when it is shipped, ended, or not the viewer's to cancel.
    """
    if isinstance(viewer, Seat):
        require(viewer, "orders.cancel")
    with transaction.atomic():
        order = locks.store_order(store_id, order_id)
        if isinstance(viewer, Buyer) and order.buyer_id != viewer.buyer_id:
            raise OrderNotFound
        if isinstance(viewer, Seat) and order.store_id != viewer.store_id:
            raise OrderNotFound
        move = "cancel_frozen" if order.state == State.FROZEN else "cancel_paid"
        advance(orders=[order], move=move, viewer=viewer, reason=reason, ended_at=now(), end_reason=reason)
        release(store_id=store_id, order_id=order_id)
