"""The buyer has the goods: by word, or by silence after the time."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.orders import locks
from kontor.contexts.orders.errors import OrderNotFound
from kontor.contexts.orders.lifecycle import State
from kontor.contexts.orders.services.advance import advance
from kontor.kernel.clock import now
from kontor.kernel.viewer import Buyer, System


def receive(*, viewer: Buyer | System, store_id: UUID, order_id: UUID) -> None:
    """Confirm receipt; escrow pays the store by the event (TRD-06). Confirming twice is confirming once.

    Raises:
        OrderNotFound: when the order is not this buyer's, or absent.
        MoveRefused: when it is not yet shipped, in dispute or cancelled.
    """
    with transaction.atomic():
        order = locks.store_order(store_id, order_id)
        if isinstance(viewer, Buyer) and order.buyer_id != viewer.buyer_id:
            raise OrderNotFound
        if order.state in (State.RECEIVED, State.FINISHED):
            return
        at = now()
        advance(orders=[order], move="receive", viewer=viewer, received_at=at, receive_by=None)
