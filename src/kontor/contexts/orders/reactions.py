"""Facts from elsewhere that move orders, and order facts that people are told of."""

from __future__ import annotations

from uuid import UUID

from kontor.contexts.logistics.events import ParcelsDelivered
from kontor.contexts.notifications.services.notify import notify
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
from kontor.contexts.sellers.queries import members_with
from kontor.kernel.money import Money
from kontor.kernel.viewer import System
from kontor.platform import stream
from kontor.platform.events import react


@react(ParcelsDelivered)
def deliver_order(event: ParcelsDelivered) -> None:
    """Every parcel of an order has arrived."""
    deliver(viewer=System("carrier"), store_id=event.store_id, order_id=event.order_id, at=event.at)


def _tell_buyer(event: BuyerOrderFact, kind: str) -> None:
    order = BuyerOrder.objects.filter(buyer_id=event.buyer_id, id=event.buyer_order_id).first()
    if order is not None:
        total = Money(order.total_minor, order.currency)
        values = {
            "number": event.number,
            "total_minor": total.minor,
            "currency": total.currency,
            "pay_by": order.pay_by.isoformat(),
        }
        notify(account_id=event.buyer_id, kind=kind, values=values, cause=f"{kind}:{order.id}")


@react(BuyerOrderPlaced)
def tell_buyer_placed(event: BuyerOrderPlaced) -> None:
    """The buyer gets the order's number, and until when to pay."""
    _tell_buyer(event, "order_placed")


@react(BuyerOrderPaid)
def tell_buyer_paid(event: BuyerOrderPaid) -> None:
    """The buyer hears that the money has come and is held."""
    _tell_buyer(event, "order_paid")


def _values(event: StoreOrderFact) -> dict[str, object]:
    order = StoreOrder.objects.select_related("store").get(store_id=event.store_id, id=event.order_id)
    return {
        "number": event.number,
        "buyer_order_number": order.buyer_order_number,
        "store": order.store.name,
        "title": order.first_title,
        "lines": order.line_count,
        "reason": order.end_reason,
        "ship_by": order.ship_by.isoformat() if order.ship_by else "",
        "net_minor": order.store_goods_minor + order.store_shipping_minor - order.commission_minor,
        "currency": order.store_currency,
    }


def _tell(accounts: list[UUID], event: StoreOrderFact, kind: str) -> None:
    values = _values(event)
    for account in accounts:
        notify(account_id=account, kind=kind, values=values, cause=f"{kind}:{event.order_id}")


@react(OrderReadyToShip)
def tell_seller_new(event: OrderReadyToShip) -> None:
    """Everybody who may ship for the store hears of a new order."""
    _tell(members_with(event.store_id, "orders.ship"), event, "new_order")


@react(OrderShipped)
def tell_buyer_shipped(event: OrderShipped) -> None:
    """The buyer hears that the goods are under way."""
    _tell([event.buyer_id], event, "order_shipped")


@react(OrderDelivered)
def tell_buyer_delivered(event: OrderDelivered) -> None:
    """The buyer hears that the goods have arrived, and is asked to confirm."""
    _tell([event.buyer_id], event, "order_delivered")


@react(OrderCancelled)
def tell_buyer_cancelled(event: OrderCancelled) -> None:
    """The buyer hears that an order has ended, and why."""
    _tell([event.buyer_id], event, "order_cancelled")


@react(OrderFinished)
def tell_seller_paid(event: OrderFinished) -> None:
    """Those who see the store's money hear that an order is paid out."""
    _tell(members_with(event.store_id, "finance.view"), event, "order_finished")


@react(*OF_MOVE.values(), OrderPlaced)
def refresh_pages(event: StoreOrderFact) -> None:
    """Open pages of the order, of its buyer and of its store fetch themselves again."""
    for topic in (f"order:{event.order_id}", f"buyer:{event.buyer_id}", f"store:{event.store_id}"):
        stream.publish(topic, event.name, event.order_id)
