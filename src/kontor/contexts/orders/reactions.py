"""Facts from elsewhere that move orders, and order facts that people are told of."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from kontor.contexts.logistics.events import ParcelsDelivered
from kontor.contexts.notifications.services.notify_many import News, notify_many
from kontor.contexts.orders.events import (
    OF_MOVE,
    BuyerOrderFact,
    BuyerOrderPaid,
    BuyerOrderPlaced,
    OrderCancelled,
    OrderDelivered,
    OrderFinished,
    OrderPlaced,
    OrderReadyToShip,
    OrderShipped,
    StoreOrderFact,
)
from kontor.contexts.orders.models import BuyerOrder, StoreOrder
from kontor.contexts.orders.services.deliver import deliver
from kontor.contexts.sellers.models import Seat
from kontor.kernel.viewer import System
from kontor.platform import stream
from kontor.platform.events import react, react_together


@react(ParcelsDelivered)
def deliver_order(event: ParcelsDelivered) -> None:
    """Every parcel of an order has arrived."""
    deliver(viewer=System("carrier"), store_id=event.store_id, order_id=event.order_id, at=event.at)


_TO_BUYER: dict[str, str] = {
    BuyerOrderPlaced.name: "order_placed",  # its number, and until when to pay
    BuyerOrderPaid.name: "order_paid",  # the money has come and is held
    OrderShipped.name: "order_shipped",
    OrderDelivered.name: "order_delivered",  # and is asked to confirm
    OrderCancelled.name: "order_cancelled",  # and why
}
_TO_STORE: dict[str, tuple[str, str]] = {  # which text, and what right those hold who get it
    OrderReadyToShip.name: ("new_order", "orders.ship"),
    OrderFinished.name: ("order_finished", "finance.view"),
}


@react_together(BuyerOrderPlaced, BuyerOrderPaid)
def tell_buyers_of_purchases(events: Sequence[BuyerOrderFact]) -> None:
    """The buyer hears of what was placed; until when to pay only where it has not been paid meanwhile."""
    orders = BuyerOrder.objects.filter(
        buyer_id__in={event.buyer_id for event in events}, id__in={event.buyer_order_id for event in events}
    )
    known = {order[0]: order for order in orders.values_list("id", "total_minor", "currency", "pay_by", "paid_at")}
    news = []
    for event in events:
        if event.buyer_order_id in known:
            _, total, currency, pay_by, paid_at = known[event.buyer_order_id]
            kind = _TO_BUYER[event.name]
            if paid_at and event.name == BuyerOrderPlaced.name:
                continue
            values = {
                "number": event.number,
                "total_minor": total,
                "currency": currency,
                "pay_by": pay_by.isoformat(),
            }
            news.append(News(event.buyer_id, kind, values, f"{kind}:{event.buyer_order_id}"))
    notify_many(news=news)


@react_together(OrderReadyToShip, OrderShipped, OrderDelivered, OrderCancelled, OrderFinished)
def tell_of_orders(events: Sequence[StoreOrderFact]) -> None:
    """The buyer hears how an order gets on; those of the store who ship it, or see its money, hear their part."""
    values = _values(events)
    seats = _seats({event.store_id for event in events if event.name in _TO_STORE})
    news = []
    for event in events:
        if event.name in _TO_STORE:
            kind, right = _TO_STORE[event.name]
            told = [account for account, rights in seats[event.store_id] if right in rights]
        else:
            kind, told = _TO_BUYER[event.name], [event.buyer_id]
        about = {"number": event.number, **values[event.order_id]}
        news += [News(account, kind, about, f"{kind}:{event.order_id}") for account in told]
    notify_many(news=news)


def _seats(store_ids: set[UUID]) -> dict[UUID, list[tuple[UUID, list[str]]]]:
    """Who has which rights in each store, oldest seat first."""
    seats: dict[UUID, list[tuple[UUID, list[str]]]] = {store_id: [] for store_id in store_ids}
    if store_ids:
        rows = Seat.objects.filter(store_id__in=store_ids).order_by("created_at", "id")
        for store_id, account_id, rights in rows.values_list("store_id", "account_id", "rights"):
            seats[store_id].append((account_id, rights))
    return seats


def _values(events: Sequence[StoreOrderFact]) -> dict[UUID, dict[str, object]]:
    """What the texts may say of each order."""
    orders = StoreOrder.objects.filter(
        store_id__in={event.store_id for event in events}, id__in={event.order_id for event in events}
    )
    rows = orders.values_list(
        "id", "buyer_order_number", "store__name", "first_title", "line_count", "end_reason", "ship_by",
        "store_goods_minor", "store_rebate_minor", "store_shipping_minor", "commission_minor", "store_currency",
    )  # fmt: skip
    return {
        identity: {
            "buyer_order_number": number,
            "store": store,
            "title": title,
            "lines": lines,
            "reason": reason,
            "ship_by": ship_by.isoformat() if ship_by else "",
            "net_minor": goods - rebate + shipping - commission,
            "currency": currency,
        }
        for identity, number, store, title, lines, reason, ship_by, goods, rebate, shipping, commission, currency in (
            rows
        )
    }


@react_together(*OF_MOVE.values(), OrderPlaced)
def refresh_pages(events: Sequence[StoreOrderFact]) -> None:
    """Open pages of the order, of its buyer and of its store fetch themselves again."""
    stream.publish_many(
        (topic, event.name, event.order_id)
        for event in events
        for topic in (f"order:{event.order_id}", f"buyer:{event.buyer_id}", f"store:{event.store_id}")
    )
