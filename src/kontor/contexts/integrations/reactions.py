"""Facts of the market become messages to the programs of the stores that they are about (SEL-30)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from kontor.contexts.aftersales.events.disputes import (
    DisputeAnswered,
    DisputeAppealed,
    DisputeEnded,
    DisputeEscalated,
    DisputeFact,
    DisputeOpened,
    DisputeProposed,
    DisputeReturnDue,
    DisputeReturnSent,
    DisputeRuled,
)
from kontor.contexts.catalogue.events import (
    ProductApproved,
    ProductChanged,
    ProductDelisted,
    ProductRejected,
)
from kontor.contexts.catalogue.models import Product, Sku
from kontor.contexts.integrations.queries.webhooks import listening
from kontor.contexts.integrations.services.queue_messages import Told, queue_messages
from kontor.contexts.inventory.events import StockChanged
from kontor.contexts.logistics.events import ParcelDelivered, ParcelFact, ParcelMoved, ParcelShipped
from kontor.contexts.logistics.models import Shipment
from kontor.contexts.messaging.events import ConversationFact, ConversationUnanswered, MessageSent
from kontor.contexts.messaging.words import OF_STORE, Author
from kontor.contexts.orders.events import (
    OrderCancelled,
    OrderDelivered,
    OrderDisputed,
    OrderFinished,
    OrderFrozen,
    OrderPaid,
    OrderPartlyShipped,
    OrderPlaced,
    OrderReadyToShip,
    OrderReceived,
    OrderResumed,
    OrderShipped,
    OrderUnfrozen,
    StoreOrderFact,
)
from kontor.contexts.orders.models import StoreOrder
from kontor.contexts.payments.events import EscrowReleased
from kontor.kernel.events import Event
from kontor.kernel.money import Money
from kontor.platform.events import react_together

_ORDERS = "/api/v1/seller/orders/"
_PRODUCTS = "/api/v1/seller/products/"
_CONVERSATIONS = "/api/v1/seller/conversations/"
_DISPUTES = "/api/v1/seller/disputes/"


@react_together(
    OrderPlaced, OrderPaid, OrderReadyToShip, OrderPartlyShipped, OrderShipped, OrderDelivered, OrderReceived,
    OrderFinished, OrderCancelled, OrderDisputed, OrderResumed, OrderFrozen, OrderUnfrozen,
)  # fmt: skip
def tell_of_orders(events: Sequence[StoreOrderFact]) -> None:
    """An order stands in another state."""
    heard = listening(event.store_id for event in events)
    queue_messages(
        told=[
            Told(
                event.store_id,
                f"order.{event.name.removeprefix('orders.')}",
                f"order:{event.number}",
                _order(event.number),
            )
            for event in events
            if event.store_id in heard
        ]
    )


@react_together(
    DisputeOpened, DisputeAnswered, DisputeProposed, DisputeEscalated, DisputeRuled, DisputeAppealed, DisputeReturnDue,
    DisputeReturnSent, DisputeEnded,
)  # fmt: skip
def tell_of_disputes(events: Sequence[DisputeFact]) -> None:
    """A dispute stands in another state, or somebody proposes something else."""
    heard = listening(event.store_id for event in events)
    queue_messages(
        told=[
            Told(
                event.store_id,
                f"dispute.{event.name.removeprefix('aftersales.dispute_')}",
                f"dispute:{event.number}",
                {"dispute": str(event.number), "href": f"{_DISPUTES}{event.number}", "by": event.by},
            )
            for event in events
            if event.store_id in heard
        ]
    )


@react_together(MessageSent, ConversationUnanswered)
def tell_of_conversations(events: Sequence[ConversationFact]) -> None:
    """Somebody has written, or nobody has answered. What was written is asked for by those who may read it (MSG-17)."""
    told = [
        Told(event.store_id, kind, f"conversation:{event.conversation_id}", _conversation(event))
        for event in _heard(events)
        if (kind := _kind(event))
    ]
    queue_messages(told=told)


def _kind(event: ConversationFact) -> str:
    if isinstance(event, MessageSent):
        if event.author == Author.BUYER:
            return "message.received"
        return "message.sent" if event.author in OF_STORE else ""
    return "conversation.unanswered"


def _conversation(event: MessageSent | ConversationUnanswered) -> dict[str, Any]:
    about = {"stream": event.stream, "author": event.author} if isinstance(event, MessageSent) else {}
    identity = str(event.conversation_id)
    return {
        "conversation": identity, "message": str(event.message_id), **about, "href": f"{_CONVERSATIONS}{identity}",
    }  # fmt: skip


@react_together(ParcelShipped, ParcelMoved, ParcelDelivered)
def tell_of_parcels(events: Sequence[ParcelFact]) -> None:
    """A parcel left, moved, arrived; told in the order of its order's facts."""
    ours: list[ParcelFact] = _heard(events)
    orders = _numbers_of_orders(ours)
    parcels = _parcels(ours)
    queue_messages(
        told=[
            Told(
                event.store_id,
                f"parcel.{event.name.removeprefix('logistics.parcel_')}",
                f"order:{orders[event.order_id]}",
                {
                    **_order(orders[event.order_id]),
                    **parcels[event.shipment_id],
                    **({"state": event.state} if isinstance(event, ParcelMoved) else {}),
                },
                at=getattr(event, "at", None),
            )
            for event in ours
            if event.order_id in orders and event.shipment_id in parcels
        ]
    )


@react_together(ProductChanged, ProductApproved, ProductRejected, ProductDelisted)
def tell_of_products(events: Sequence[Event]) -> None:
    """A product changed or stands in another state."""
    ours = _heard(events)
    rows = Product.objects.filter(id__in={event.product_id for event in ours})
    numbers: Mapping[UUID, int] = dict(rows.values_list("id", "number"))
    queue_messages(
        told=[
            Told(
                event.store_id,
                f"product.{event.name.removeprefix('catalogue.product_')}",
                f"product:{numbers[event.product_id]}",
                {
                    "product": str(numbers[event.product_id]),
                    "href": f"{_PRODUCTS}{numbers[event.product_id]}",
                    **({"reason": event.reason} if isinstance(event, ProductRejected | ProductDelisted) else {}),
                },
            )
            for event in ours
            if event.product_id in numbers
        ]
    )


@react_together(StockChanged)
def tell_of_stock(events: Sequence[StockChanged]) -> None:
    """Stock was counted or delivered. Sales change it too; those are told as orders."""
    ours: list[StockChanged] = _heard(events)
    rows = Sku.objects.filter(id__in={event.sku_id for event in ours})
    codes: Mapping[UUID, str] = dict(rows.values_list("id", "code"))
    queue_messages(
        told=[
            Told(
                event.store_id,
                "stock.changed",
                f"sku:{event.sku_id}",
                {"sku": codes[event.sku_id], "delta": event.delta},
            )
            for event in ours
            if event.sku_id in codes
        ]
    )


@react_together(EscrowReleased)
def tell_of_settlements(events: Sequence[EscrowReleased]) -> None:
    """The store has been paid for an order."""
    ours: list[EscrowReleased] = _heard(events)
    orders = _numbers_of_orders(ours)
    queue_messages(
        told=[
            Told(
                event.store_id,
                "settlement.released",
                f"order:{orders[event.order_id]}",
                {**_order(orders[event.order_id]), "net": _money(event.net_minor, event.currency)},
            )
            for event in ours
            if event.order_id in orders
        ]
    )


def _heard(events: Sequence[Any]) -> list[Any]:
    heard = listening(event.store_id for event in events)
    return [event for event in events if event.store_id in heard]


def _order(number: int) -> dict[str, Any]:
    return {"order": str(number), "href": f"{_ORDERS}{number}"}


def _money(minor: int, currency: str) -> dict[str, Any]:
    money = Money(minor, currency)
    return {"amount": str(money.amount), "minor": minor, "currency": currency}


def _numbers_of_orders(events: Sequence[Any]) -> dict[UUID, int]:
    rows = StoreOrder.objects.filter(
        store_id__in={event.store_id for event in events}, id__in={event.order_id for event in events}
    )
    return dict(rows.values_list("id", "number")) if events else {}


def _parcels(events: Sequence[ParcelFact]) -> dict[UUID, dict[str, Any]]:
    rows = Shipment.objects.filter(
        store_id__in={event.store_id for event in events}, id__in={event.shipment_id for event in events}
    )
    return {
        identity: {"carrier": carrier, "tracking_number": number}
        for identity, carrier, number in (rows.values_list("id", "carrier", "tracking_number") if events else ())
    }
