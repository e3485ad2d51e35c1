"""An operator stops an order that looks wrong."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.orders import locks
from kontor.contexts.orders.services.advance import advance
from kontor.kernel.viewer import Operator


def freeze(*, viewer: Operator, store_id: UUID, order_id: UUID, reason: str) -> None:
    """Stop a paid, unshipped order until an operator decides.

    Raises:
        OrderNotFound, MoveRefused: see `orders.locks` and the lifecycle.
    """
    with transaction.atomic():
        advance(orders=[locks.store_order(store_id, order_id)], move="freeze", viewer=viewer, reason=reason)
