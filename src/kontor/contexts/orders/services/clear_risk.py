"""The risk check has found nothing, or its time is over."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.orders import locks
from kontor.contexts.orders.releasing import due_times
from kontor.contexts.orders.services.advance import advance
from kontor.kernel.clock import now
from kontor.kernel.viewer import Viewer


def clear_risk(*, viewer: Viewer, store_id: UUID, order_id: UUID) -> None:
    """Let a paid order go to its seller (TRD-07). Safe to repeat: an order that is past it stays.

    Raises:
        OrderNotFound: when there is no such order.
        MoveRefused: when `viewer` may not, or the order is frozen or ended.
    """
    with transaction.atomic():
        order = locks.store_order(store_id, order_id)
        advance(orders=[order], move="clear_risk", viewer=viewer, own=due_times([order], now()))
