"""A buyer has withdrawn a dispute: the order goes on where it stood."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from kontor.contexts.orders import locks
from kontor.contexts.orders.policy import RECEIVED_AFTER
from kontor.contexts.orders.services.advance import advance
from kontor.kernel.viewer import System

_WITHDRAWN = System("aftersales")


def resume(*, store_id: UUID, order_id: UUID, partly: bool) -> None:
    """Let an order go on whose dispute its buyer took back (TRD-09).

    When its parcels have arrived meanwhile, the time to receipt runs from then.

    Args:
        partly: a part of it had not been shipped when it was disputed.

    Raises:
        MoveRefused: when the order is not in dispute.
    """
    with transaction.atomic():
        order = locks.store_order(store_id, order_id)
        if order.delivered_at is not None:
            by = order.receive_by or order.delivered_at + timedelta(days=RECEIVED_AFTER.int())
            advance(orders=[order], move="resume_here", viewer=_WITHDRAWN, receive_by=by)
        else:
            advance(orders=[order], move="resume_part" if partly else "resume_way", viewer=_WITHDRAWN)
