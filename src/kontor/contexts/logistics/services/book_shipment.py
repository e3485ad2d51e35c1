"""A tracking number from the carrier itself, and the parcel sent with it."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from kontor.contexts.logistics import carriers, providers
from kontor.contexts.logistics.errors import NothingToShip, TooHeavy, UnknownCarrier, UnknownService
from kontor.contexts.logistics.models import Shipment
from kontor.contexts.logistics.providers.protocol import Item, ShipmentRequest
from kontor.contexts.logistics.queries.options import service_name
from kontor.contexts.logistics.rules import unshipped
from kontor.contexts.logistics.services.ship_order import Shipped, ship_order
from kontor.contexts.orders import queries as orders
from kontor.contexts.orders.lifecycle import STORE_ORDER
from kontor.contexts.orders.shapes import Detail
from kontor.contexts.sellers.models import Store
from kontor.contexts.sellers.queries import require
from kontor.kernel.lifecycle import Actor
from kontor.kernel.viewer import Seat


def book_shipment(
    *,
    seat: Seat,
    order_number: int,
    carrier: str,
    service: str,
    parcel: int = 1,
    lines: Mapping[UUID, int] | None = None,
) -> Shipped:
    """Get a number for the `parcel`-th parcel of an order from the carrier and ship with it.

    The carrier is asked outside any transaction, under our own reference of the parcel: after a double click
    or a lost answer it gives the same number again, and the same parcel is shipped once.

    Raises:
        RightMissing: without `orders.ship`.
        CarrierSilent, CarrierDeclined: nothing has changed.
        Others as `ship_order`.
    """
    require(seat, "orders.ship")
    declared = carriers.find(carrier)
    if declared is None:
        raise UnknownCarrier(field="carrier")
    product = declared.service(service)
    if product is None:
        raise UnknownService(field="service", carrier=declared.name())
    order = orders.store_order(seat, order_number, recipient=True)
    sent = Shipment.objects.filter(store_id=seat.store_id, order_id=order.card.order_id).order_by("id")
    if known := sent[parcel - 1 : parcel].first():
        return Shipped(order_number, known.id, known.tracking_number, repeated=True)
    STORE_ORDER.check("ship", order.card.state, Actor.SELLER)
    left = unshipped([(line.line_id, line.quantity, line.shipped) for line in order.lines])
    quantities = left if lines is None else {line: units for line, units in lines.items() if units}
    if not quantities:
        raise NothingToShip(field="lines")
    request = _request(order, service, parcel, quantities)
    if request.weight_g > product.max_weight_g:
        raise TooHeavy(
            field="service",
            service=service_name(carrier, service),
            limit=product.max_weight_g,
            weight=request.weight_g,
        )
    number = providers.of(declared).create_shipment(request)
    return ship_order(
        seat=seat,
        order_number=order_number,
        carrier=carrier,
        service=service,
        tracking_number=number,
        lines=quantities,
    )


def _request(order: Detail, service: str, parcel: int, quantities: Mapping[UUID, int]) -> ShipmentRequest:
    items = [
        Item(
            name=line.title,
            sku=line.sku_code,
            hs_code=line.hs_code,
            quantity=quantities[line.line_id],
            unit_g=line.weight_g,
            price=line.unit,
        )
        for line in order.lines
        if line.line_id in quantities
    ]
    return ShipmentRequest(
        reference=f"{order.card.number}-{parcel}",
        service=service,
        weight_g=max(1, sum(item.unit_g * item.quantity for item in items)),
        origin_country=Store.objects.values_list("country", flat=True).get(id=order.card.store_id),
        destination_country=order.card.ship_to_country,
        recipient=order.address,
        items=items,
    )
