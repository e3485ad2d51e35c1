"""A buyer disputes an order whose money is still held."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.orders import locks
from kontor.contexts.orders.errors import OrderNotFound
from kontor.contexts.orders.services.advance import advance
from kontor.kernel.viewer import Buyer


def dispute(*, viewer: Buyer, store_id: UUID, order_id: UUID, reason: str) -> None:
    """Stop an order until its dispute is over; nothing of its money moves meanwhile. Called by `aftersales` (TRD-09).

    Raises:
        OrderNotFound: when the order is not this buyer's, or absent.
        MoveRefused: when it has not left, is received, or is disputed already.
    """
    with transaction.atomic():
        order = locks.store_order(store_id, order_id)
        if order.buyer_id != viewer.buyer_id:
            raise OrderNotFound
        advance(orders=[order], move="dispute", viewer=viewer, reason=reason)
