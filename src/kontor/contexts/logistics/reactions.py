"""Facts about parcels that people are told of, and pages that show them."""

from __future__ import annotations

from kontor.contexts.logistics.events import ParcelFact, ParcelMoved, ParcelShipped
from kontor.contexts.logistics.states import TOLD, ParcelState
from kontor.contexts.notifications.services.notify import notify
from kontor.contexts.orders.models import StoreOrder
from kontor.platform import stream
from kontor.platform.events import react


@react(ParcelMoved)
def tell_buyer_of_parcel(event: ParcelMoved) -> None:
    """The buyer hears of a change worth a word (TRD-13); that everything has arrived, orders tell."""
    if event.state not in TOLD or event.state == ParcelState.DELIVERED:
        return
    order = StoreOrder.objects.get(store_id=event.store_id, id=event.order_id)
    notify(
        account_id=event.buyer_id,
        kind="parcel_moved",
        values={"number": order.number, "title": order.first_title, "state": event.state},
        cause=f"parcel_moved:{event.shipment_id}:{event.state}",
    )


@react(ParcelShipped, ParcelMoved)
def refresh_order_pages(event: ParcelFact) -> None:
    """Open pages of the order fetch themselves again."""
    stream.publish(f"order:{event.order_id}", event.name, event.order_id)
