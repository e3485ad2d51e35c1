"""Money has come: the store orders of a buyer order are paid."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.inventory.services.commit import commit
from kontor.contexts.orders import locks
from kontor.contexts.orders.events import BuyerOrderPaid
from kontor.contexts.orders.models import BuyerOrder, BuyerOrderState, StoreOrder
from kontor.contexts.orders.policy import RISK_CHECK_FROM
from kontor.contexts.orders.releasing import release_to_seller
from kontor.contexts.orders.rules import needs_risk_check
from kontor.contexts.orders.services.advance import advance
from kontor.kernel.clock import now
from kontor.kernel.viewer import System
from kontor.platform import events


def mark_paid(*, buyer_id: UUID, buyer_order_id: UUID) -> list[StoreOrder] | None:
    """Mark the order as paid and, unless the risk check must look first, ready to ship (TRD-07).

    Called by `payments` inside the transaction that puts the money into escrow.

    Returns:
        The store orders that are now paid; None when the order no longer waits for money (closed, or
        paid before), so that the caller sends the money back.
    """
    with transaction.atomic():
        order = locks.buyer_order(buyer_id, buyer_order_id)
        if order.state != BuyerOrderState.AWAITING_PAYMENT:
            return None
        at = now()
        BuyerOrder.objects.filter(buyer_id=buyer_id, id=buyer_order_id).update(state=BuyerOrderState.PAID, paid_at=at)
        parts = locks.parts(order.store_ids, order.id)
        payer = System("payments")
        advance(orders=parts, move="pay", viewer=payer, paid_at=at)
        for part in parts:
            commit(store_id=part.store_id, order_id=part.id)
        if not needs_risk_check(order.worth_us_cents, RISK_CHECK_FROM.int()):
            release_to_seller(parts, System("risk"))
        events.record(BuyerOrderPaid(key=buyer_id, buyer_id=buyer_id, buyer_order_id=order.id, number=order.number))
        return parts
