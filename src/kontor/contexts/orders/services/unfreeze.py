"""A frozen order goes on."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.orders import locks
from kontor.contexts.orders.services.advance import advance
from kontor.kernel.viewer import Operator


def unfreeze(*, viewer: Operator, store_id: UUID, order_id: UUID, reason: str) -> None:
    """Let a frozen order go back to the risk check.

    Raises:
        OrderNotFound, MoveRefused: see `orders.locks` and the lifecycle.
    """
    with transaction.atomic():
        advance(orders=[locks.store_order(store_id, order_id)], move="unfreeze", viewer=viewer, reason=reason)
