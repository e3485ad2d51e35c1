"""Every parcel has arrived."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from kontor.contexts.orders import locks
from kontor.contexts.orders.lifecycle import State
from kontor.contexts.orders.models import StoreOrder
from kontor.contexts.orders.policy import RECEIVED_AFTER
from kontor.contexts.orders.services.advance import advance
from kontor.kernel.viewer import Viewer


def deliver(*, viewer: Viewer, store_id: UUID, order_id: UUID, at: datetime) -> bool:
    """Mark a wholly shipped order as delivered at `at`; from then the time to receipt runs (TRD-06).

    Returns:
        Whether it moved: an order that is not `shipped` (already delivered, received, in dispute) stays.
    """
    with transaction.atomic():
        order = locks.store_order(store_id, order_id)
        if order.state == State.IN_DISPUTE and order.delivered_at is None:
            # The dispute is not over by that; should its buyer withdraw it, the order goes on from here.
            StoreOrder.objects.filter(store_id=store_id, id=order_id).update(delivered_at=at)
        if order.state != State.SHIPPED:
            return False
        deadline = at + timedelta(days=RECEIVED_AFTER.int())
        advance(orders=[order], move="deliver", viewer=viewer, delivered_at=at, receive_by=deadline)
        return True
