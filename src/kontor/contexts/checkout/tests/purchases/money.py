"""What happens to an order and its money: the services on one side, the model on the other."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from kontor.contexts.checkout.tests.purchases.model import Part, Purchase, Used
from kontor.contexts.coins.tests.compare import read_back
from kontor.contexts.coins.tests.model import Book, Order, half_up
from kontor.contexts.inventory.services.consume import consume
from kontor.contexts.orders.lifecycle import State
from kontor.contexts.orders.models import BuyerOrder, Line, StoreOrder
from kontor.contexts.orders.services import cancel as cancelling
from kontor.contexts.orders.services.close_unpaid import close_unpaid
from kontor.contexts.orders.services.deliver import deliver
from kontor.contexts.orders.services.receive import receive as confirm
from kontor.contexts.orders.services.record_shipment import record_shipment
from kontor.contexts.payments.services.apply_told import apply_told
from kontor.contexts.payments.services.divide_escrow import divide_escrow
from kontor.contexts.payments.tests.factories import make_intent, told
from kontor.contexts.sellers.models import Store
from kontor.kernel.clock import now
from kontor.kernel.ids import new_id
from kontor.kernel.money import Money
from kontor.kernel.viewer import Buyer, Seat, System
from tests.support.world import settle


def pay(order_id: UUID, outcome: str = "paid") -> None:
    assert apply_told(told=told(make_intent(BuyerOrder.objects.get(id=order_id)))) == outcome
    settle()


def close(buyer: UUID, order_id: UUID) -> None:
    assert close_unpaid(viewer=Buyer(buyer), buyer_id=buyer, buyer_order_id=order_id, reason="no")
    settle()


def cancel(buyer: UUID, store: UUID, order: UUID) -> None:
    cancelling.cancel(viewer=Buyer(buyer), store_id=store, order_id=order, reason="no")
    settle()


def ship(store: Store, order: UUID) -> None:
    units = dict(Line.objects.filter(store_id=store.id, order_id=order).values_list("id", "quantity"))
    seat = Seat(new_id(), store.id, frozenset({"orders.ship"}))
    record_shipment(viewer=seat, store_id=store.id, order_id=order, quantities=units, at=now())
    consume(store_id=store.id, order_id=order, quantities=units)
    settle()


def receive(buyer: UUID, store: UUID, order: UUID) -> None:
    deliver(viewer=System("clock"), store_id=store, order_id=order, at=now())
    confirm(viewer=Buyer(buyer), store_id=store, order_id=order)
    settle()


def divide(store: UUID, order: UUID, back: int, currency: str, *, ended: bool) -> bool:
    if not ended:  # its dispute has just been decided
        StoreOrder.objects.filter(store_id=store, id=order).update(state=State.RECEIVED)
    moved = divide_escrow(store_id=store, order_id=order, back=Money(back, currency))
    settle()
    return moved


def coins_back(book: Book, order: Order, use: UUID, back: int, paid: int, at: datetime) -> None:
    """The matching share of the coins that paid a part is the buyer's again."""
    if use in order.uses:
        order.refunded[use] = half_up(sum(order.uses[use].values()) * back, paid)
        read_back(book, order, use, at)


def coupon_back(purchase: Purchase, used: Used, part: Part, back: int) -> int:
    """The matching share of what a coupon cost; when all that it was for is refunded, it can be used again."""
    used.back[part.store] = half_up(used.costs[part.store] * back, part.total)
    whole = [purchase.parts[store] for store in used.costs]
    if all(each.refunded == each.total for each in whole):
        used.state = "returned"
    return used.back[part.store]
