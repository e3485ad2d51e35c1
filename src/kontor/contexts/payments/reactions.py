"""What happens to money when orders move."""

from __future__ import annotations

from kontor.contexts.notifications.services.notify import notify
from kontor.contexts.orders.events import OrderCancelled, OrderReceived
from kontor.contexts.payments.events import MethodBound, MethodEnded, MethodFact
from kontor.contexts.payments.models import Agreement
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


@react(MethodBound, MethodEnded)
def tell_of_wallet(event: MethodFact) -> None:
    """The owner hears of every change of what may be charged that was not made on our pages alone (BUY-10)."""
    row = Agreement.objects.get(id=event.agreement_id)
    bound = isinstance(event, MethodBound)
    notify(
        account_id=event.buyer_id,
        kind="method_bound" if bound else "method_ended",
        values={"means": f"{row.brand if row.method == 'card' else 'Alipay'} {row.label}".strip()},
        cause=f"{event.name}:{event.agreement_id}",
    )
