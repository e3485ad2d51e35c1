"""A dispute has been decided: its order ends with it."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.inventory.services.release import release
from kontor.contexts.orders import locks
from kontor.contexts.orders.services.advance import advance
from kontor.kernel.clock import now
from kontor.kernel.viewer import Operator, System

REFUNDED = "dispute_refunded"


def end_dispute(*, viewer: Operator | System, store_id: UUID, order_id: UUID, all_back: bool) -> None:
    """Cancel the order when all its money goes back; else it counts as received (TRD-09).

    What it still holds of the stock is free again. Called by `aftersales`, in the transaction that divides the money.

    Raises:
        MoveRefused: when the order is not in dispute.
    """
    with transaction.atomic():
        order, at = locks.store_order(store_id, order_id), now()
        if all_back:
            advance(
                orders=[order], move="refund_dispute", viewer=viewer, reason=REFUNDED, ended_at=at, receive_by=None,
                end_reason=REFUNDED,
            )  # fmt: skip
        else:
            advance(orders=[order], move="end_dispute", viewer=viewer, received_at=at, receive_by=None)
        release(store_id=store_id, order_id=order_id)
