"""What orders and refunds mean for coupons."""

from __future__ import annotations

from collections.abc import Sequence

from kontor.contexts.coupons.services.free_coupons import free_coupons
from kontor.contexts.coupons.services.return_coupons import return_coupons
from kontor.contexts.coupons.services.use_coupons import use_coupons
from kontor.contexts.orders.events import BuyerOrderClosed, BuyerOrderPaid
from kontor.contexts.payments.events import OrderRefunded
from kontor.platform.events import react, react_together


@react_together(BuyerOrderPaid)
def use_held_coupons(events: Sequence[BuyerOrderPaid]) -> None:
    """The coupons of these orders are used."""
    use_coupons(orders=[(event.buyer_id, event.buyer_order_id) for event in events])


@react_together(BuyerOrderClosed)
def free_held_coupons(events: Sequence[BuyerOrderClosed]) -> None:
    """The coupons of orders that nobody paid are free again."""
    free_coupons(orders=[(event.buyer_id, event.buyer_order_id) for event in events])


@react(OrderRefunded)
def return_for_refund(event: OrderRefunded) -> None:
    """What coupons cost for the order comes back in the share of the refund."""
    return_coupons(
        buyer_id=event.buyer_id, order_id=event.order_id, refunded=event.refunded_minor, paid=event.paid_minor
    )
