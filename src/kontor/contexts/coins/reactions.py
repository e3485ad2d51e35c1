"""What orders, payments and refunds mean for coins, and what stores are told of their funds."""

from __future__ import annotations

from collections.abc import Sequence

from kontor.contexts.coins.events import FundMoved
from kontor.contexts.coins.services.free_waiting import free_waiting
from kontor.contexts.coins.services.grant_for_orders import grant_for_orders
from kontor.contexts.coins.services.return_coins import return_coins
from kontor.contexts.coins.services.take_back import take_back
from kontor.contexts.coins.services.use_coins import use_coins
from kontor.contexts.coins.services.void_coins import void_coins
from kontor.contexts.notifications.services.notify_many import News, notify_many
from kontor.contexts.orders.events import (
    BuyerOrderClosed,
    BuyerOrderPaid,
    OrderCancelled,
    OrderFinished,
    OrderPaid,
    OrderPlaced,
)
from kontor.contexts.orders.models import StoreOrder
from kontor.contexts.payments.events import OrderRefunded
from kontor.contexts.sellers.models import Store
from kontor.contexts.sellers.queries import members_with
from kontor.kernel.money import Money
from kontor.platform.events import react, react_together


@react_together(BuyerOrderPaid)
def use_held(events: Sequence[BuyerOrderPaid]) -> None:
    """The coins of these orders are used, and their funds pay."""
    use_coins(orders=[(event.buyer_id, event.buyer_order_id) for event in events])


@react_together(BuyerOrderClosed)
def free_held(events: Sequence[BuyerOrderClosed]) -> None:
    """The coins of orders that nobody paid are free again."""
    void_coins(orders=[(event.buyer_id, event.buyer_order_id) for event in events])


@react_together(OrderPlaced)
def give_on_order(events: Sequence[OrderPlaced]) -> None:
    """Scenes that answer an order; their coins wait for its payment."""
    grant_for_orders(moment="placed", orders=[(event.store_id, event.order_id) for event in events])


@react_together(OrderPaid)
def give_on_payment(events: Sequence[OrderPaid]) -> None:
    """What waited can be used, and scenes that answer a payment give at once."""
    free_waiting(orders=[(event.buyer_id, event.order_id) for event in events])
    grant_for_orders(moment="paid", orders=[(event.store_id, event.order_id) for event in events])


@react_together(OrderFinished)
def give_on_completion(events: Sequence[OrderFinished]) -> None:
    """Scenes that answer an order's completion."""
    grant_for_orders(moment="finished", orders=[(event.store_id, event.order_id) for event in events])


@react(OrderCancelled)
def take_from_cancelled(event: OrderCancelled) -> None:
    """An order that was never paid loses all that it brought; of a paid one, the refund says how much."""
    if not StoreOrder.objects.filter(store_id=event.store_id, id=event.order_id, paid_at__isnull=False).exists():
        take_back(buyer_id=event.buyer_id, order_id=event.order_id, refunded=0, paid=0)


@react(OrderRefunded)
def settle_refund(event: OrderRefunded) -> None:
    """The coins that paid a part come back in the same share; those that the order brought are taken back in it."""
    share = {"refunded": event.refunded_minor, "paid": event.paid_minor}
    return_coins(buyer_id=event.buyer_id, order_id=event.order_id, **share)
    take_back(buyer_id=event.buyer_id, order_id=event.order_id, **share)


@react(FundMoved)
def tell_of_fund(event: FundMoved) -> None:
    """Those who see to a store's coins hear when its fund runs low, when labels go off, and when they are back."""
    store = Store.objects.get(id=event.store_id)
    values = {"store": store.name, "fund": Money(event.fund_minor, "CNY")}
    cause = f"coin_fund:{event.mark}:{event.store_id}:{event.fund_minor}"
    told = members_with(event.store_id, "marketing.coins")
    notify_many(news=[News(account, f"coin_fund_{event.mark}", values, cause) for account in told])
