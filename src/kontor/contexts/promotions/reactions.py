"""What happens to rewards when orders move and money goes back (BUY-12)."""

from __future__ import annotations

from kontor.contexts.orders.events import (
    BuyerOrderPlaced,
    OrderCancelled,
    OrderDisputed,
    OrderFinished,
    OrderPaid,
    OrderReceived,
    StoreOrderFact,
)
from kontor.contexts.payments.events import PaymentRefunded
from kontor.contexts.payments.models import Refund
from kontor.contexts.promotions.services.settle_reward import settle_reward
from kontor.contexts.promotions.services.track_order import track_order
from kontor.platform.events import react


@react(BuyerOrderPlaced)
def track(event: BuyerOrderPlaced) -> None:
    """The order may count for a partner."""
    track_order(buyer_id=event.buyer_id, buyer_order_id=event.buyer_order_id)


@react(OrderPaid, OrderDisputed, OrderReceived, OrderFinished, OrderCancelled)
def follow_order(event: StoreOrderFact) -> None:
    """Where its reward stands follows where the order stands."""
    settle_reward(buyer_id=event.buyer_id, order_id=event.order_id)


@react(PaymentRefunded)
def follow_refund(event: PaymentRefunded) -> None:
    """What went back to the buyer earns nothing."""
    refund = Refund.objects.get(buyer_id=event.buyer_id, id=event.refund_id)
    if refund.store_order_id is not None:
        settle_reward(buyer_id=event.buyer_id, order_id=refund.store_order_id)
