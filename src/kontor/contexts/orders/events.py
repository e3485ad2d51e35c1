"""Facts about orders. `key` is the store, except for facts of the whole buyer order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from kontor.kernel.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class BuyerOrderFact(Event):
    """About what a buyer placed at once; `key` is the buyer."""

    name: ClassVar[str] = ""
    buyer_id: UUID
    buyer_order_id: UUID
    number: int


class BuyerOrderPlaced(BuyerOrderFact):
    name = "orders.buyer_order_placed"


class BuyerOrderPaid(BuyerOrderFact):
    name = "orders.buyer_order_paid"


class BuyerOrderClosed(BuyerOrderFact):
    """Closed unpaid: late money must go back."""

    name = "orders.buyer_order_closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreOrderFact(Event):
    """About one store's part; `key` is the store."""

    name: ClassVar[str] = ""
    store_id: UUID
    order_id: UUID
    buyer_id: UUID
    number: int


class OrderPlaced(StoreOrderFact):
    name = "orders.placed"


class OrderPaid(StoreOrderFact):
    name = "orders.paid"


class OrderReadyToShip(StoreOrderFact):
    name = "orders.ready_to_ship"


class OrderPartlyShipped(StoreOrderFact):
    name = "orders.partly_shipped"


class OrderShipped(StoreOrderFact):
    name = "orders.shipped"


class OrderDelivered(StoreOrderFact):
    name = "orders.delivered"


class OrderReceived(StoreOrderFact):
    name = "orders.received"


class OrderFinished(StoreOrderFact):
    name = "orders.finished"


class OrderCancelled(StoreOrderFact):
    """Cancelled; when it was paid, payments send the money back."""

    name = "orders.cancelled"


class OrderDisputed(StoreOrderFact):
    name = "orders.disputed"


class OrderResumed(StoreOrderFact):
    """Its buyer withdrew the dispute: it stands where it stood before."""

    name = "orders.resumed"


class OrderFrozen(StoreOrderFact):
    name = "orders.frozen"


class OrderUnfrozen(StoreOrderFact):
    name = "orders.unfrozen"


OF_MOVE: dict[str, type[StoreOrderFact]] = {
    fact.__name__: fact
    for fact in (
        OrderPaid, OrderReadyToShip, OrderPartlyShipped, OrderShipped, OrderDelivered, OrderReceived,
        OrderFinished, OrderCancelled, OrderDisputed, OrderResumed, OrderFrozen, OrderUnfrozen,
    )
}  # fmt: skip
