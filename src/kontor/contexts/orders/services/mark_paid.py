"""Money has come: the store orders of a buyer order are paid."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.db import transaction

from kontor.contexts.inventory.services.commit import commit
from kontor.contexts.orders import locks
from kontor.contexts.orders.events import BuyerOrderPaid
from kontor.contexts.orders.models import BuyerOrder, BuyerOrderState, StoreOrder
from kontor.contexts.orders.policy import RISK_CHECK_FROM
from kontor.contexts.orders.releasing import due_times
from kontor.contexts.orders.rules import needs_risk_check
from kontor.contexts.orders.services.advance import advance
from kontor.contexts.risk.services.look_again import look_again
from kontor.kernel.clock import now
from kontor.kernel.events import Event
from kontor.kernel.viewer import System
from kontor.platform.database.rows import Beside


def mark_paid(
    *,
    order: BuyerOrder,
    also: Sequence[Event] = (),
    beside: Callable[[list[StoreOrder]], Sequence[Beside]] | None = None,
) -> list[StoreOrder] | None:
    """Mark the order as paid and, unless the risk check must look first, ready to ship (TRD-07).

    Precondition: called by `payments` inside the transaction that puts the money into escrow, which holds
    the row (`orders.locks`).

    Args:
        also: facts to record beside the order's own, when it is now paid.
        beside: from the store orders, rows and changes of the caller's that are written with their new states.

    Returns:
        The store orders that are now paid; None when the order no longer waits for money (closed, or
        paid before), so that the caller sends the money back.
    """
    if order.state != BuyerOrderState.AWAITING_PAYMENT:
        return None
    with transaction.atomic(savepoint=False):
        at = now()
        held = locks.parts_of_paid(order, at)
        parts, closed = [part for part, _ in held], {part.store_id: holidays for part, holidays in held}
        fact = BuyerOrderPaid(key=order.buyer_id, buyer_id=order.buyer_id, buyer_order_id=order.id, number=order.number)
        linked = look_again(account_id=order.buyer_id)
        looked_at = linked or needs_risk_check(order.worth_us_cents, RISK_CHECK_FROM.int())
        advance(
            orders=parts,
            move="pay" if looked_at else ("pay", "clear_risk"),
            viewer=System("payments"),
            own=None if looked_at else due_times(parts, at, closed),
            also=(fact, *also),
            beside=[commit(orders={part.id: part.store_id for part in parts}), *(beside(parts) if beside else ())],
            paid_at=at,
        )
        return parts
