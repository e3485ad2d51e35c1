"""What happens to money when orders move."""

from __future__ import annotations

from kontor.contexts.orders.events import OrderCancelled, OrderReceived
from kontor.contexts.payments.services.release_escrow import release_escrow
from kontor.contexts.payments.services.return_escrow import return_escrow
from kontor.platform.events import react


@react(OrderReceived)
def pay_store(event: OrderReceived) -> None:
    """Receipt is confirmed: escrow pays the store less commission."""
    release_escrow(store_id=event.store_id, order_id=event.order_id)


@react(OrderCancelled)
def send_money_back(event: OrderCancelled) -> None:
    """A cancelled order's money, if there is any, goes back."""
    return_escrow(store_id=event.store_id, order_id=event.order_id)
