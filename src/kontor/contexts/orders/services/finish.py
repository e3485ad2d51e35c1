"""The seller is paid: nothing is left to do."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.orders import locks
from kontor.contexts.orders.lifecycle import State
from kontor.contexts.orders.services.advance import advance
from kontor.kernel.clock import now
from kontor.kernel.viewer import System


def finish(*, store_id: UUID, order_id: UUID) -> None:
    """End an order whose escrow has been released. Called by `payments` in that transaction; repeatable.

    Raises:
        MoveRefused: when the order is not received.
    """
    with transaction.atomic():
        order = locks.store_order(store_id, order_id)
        if order.state != State.FINISHED:
            advance(orders=[order], move="finish", viewer=System("payments"), ended_at=now(), end_reason="finished")
