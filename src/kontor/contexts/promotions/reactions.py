"""What happens to rewards when orders move and money goes back (BUY-12)."""

from __future__ import annotations

from collections.abc import Sequence

from kontor.contexts.orders.events import (
    BuyerOrderPlaced,
    OrderCancelled,
    OrderDisputed,
    OrderFinished,
    OrderPaid,
    OrderReceived,
    OrderResumed,
    StoreOrderFact,
)
from kontor.contexts.payments.events import PaymentRefunded
from kontor.contexts.payments.models import Refund
from kontor.contexts.promotions.services.settle_reward import settle_reward
from kontor.contexts.promotions.services.settle_rewards import settle_rewards
from kontor.contexts.promotions.services.track_orders import track_orders
from kontor.platform.events import react, react_together


@react_together(BuyerOrderPlaced)
def track(events: Sequence[BuyerOrderPlaced]) -> None:
    """The orders may count for a partner."""
    track_orders(purchases=[(event.buyer_id, event.buyer_order_id) for event in events])


@react_together(OrderPaid, OrderDisputed, OrderResumed, OrderReceived, OrderFinished, OrderCancelled)
def follow_order(events: Sequence[StoreOrderFact]) -> None:
    """Where their rewards stand follows where the orders stand."""
    settle_rewards(orders=[(event.buyer_id, event.order_id) for event in events])


@react(PaymentRefunded)
def follow_refund(event: PaymentRefunded) -> None:
    """What went back to the buyer earns nothing."""
    refund = Refund.objects.get(buyer_id=event.buyer_id, id=event.refund_id)
    if refund.store_order_id is not None:
        settle_reward(buyer_id=event.buyer_id, order_id=refund.store_order_id)
