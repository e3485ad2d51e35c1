"""A seller sends a parcel: the order moves, the goods leave the stock, the tracking begins."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection, transaction

from kontor.contexts.inventory.services.consume import consume
from kontor.contexts.logistics.carriers import Service
from kontor.contexts.logistics.errors import (
    NothingToShip,
    TrackingNumberTaken,
)
from kontor.contexts.logistics.events import ParcelShipped
from kontor.contexts.logistics.models import Shipment
from kontor.contexts.logistics.policy import PULL_FIRST_AFTER
from kontor.contexts.logistics.rules import unshipped
from kontor.contexts.logistics.wanted import named_service, written_number
from kontor.contexts.orders import queries as orders
from kontor.contexts.orders.rules import expected
from kontor.contexts.orders.services.record_shipment import record_shipment
from kontor.contexts.orders.shapes import Detail
from kontor.contexts.sellers.models import Store
from kontor.contexts.sellers.queries import require
from kontor.kernel.clock import now
from kontor.kernel.viewer import Seat
from kontor.platform import events


@dataclass(frozen=True, slots=True)
class Shipped:
    """What came of it. `repeated`: this parcel had been entered before, nothing was done again."""

    order_number: int
    shipment_id: UUID
    tracking_number: str
    repeated: bool = False


def ship_order(
    *,
    seat: Seat,
    order_number: int,
    carrier: str,
    service: str,
    tracking_number: str,
    lines: Mapping[UUID, int] | None = None,
) -> Shipped:
    """Send a parcel of the order `order_number` of the seat's store.

    Args:
        carrier, service: codes of `carriers`.
        tracking_number: as typed; spaces, hyphens and small letters do not matter.
        lines: line → units in the parcel; everything that is left when None.

    Raises:
        RightMissing: without `orders.ship`.
        UnknownCarrier, UnknownService, TrackingNumberMissing, TrackingNumberMalformed: at their fields.
        TrackingNumberTaken: when another parcel has the number.
        OrderNotFound, NothingToShip, QuantityTooLarge, MoveRefused: nothing has changed.
    """
    require(seat, "orders.ship")
    product = named_service(carrier, service)
    number = written_number(carrier, tracking_number)
    with transaction.atomic():
        _hold_number(carrier, number)
        order = orders.store_order(seat, order_number)
        known = _known(carrier, number, order)
        if known is not None:
            return Shipped(order_number, known, number, repeated=True)
        return _ship(seat, order, carrier, product, number, lines)


def _ship(
    seat: Seat, order: Detail, carrier: str, service: Service, number: str, lines: Mapping[UUID, int] | None
) -> Shipped:
    at, store_id, order_id = now(), seat.store_id, order.card.order_id
    left = unshipped([(line.line_id, line.quantity, line.shipped) for line in order.lines])
    quantities = left if lines is None else {line: units for line, units in lines.items() if units}
    if left and not quantities:
        raise NothingToShip(field="lines")
    record_shipment(viewer=seat, store_id=store_id, order_id=order_id, quantities=quantities, at=at)
    shipment = _store(order, carrier, service, number, quantities, at)
    consume(store_id=store_id, order_id=order_id, quantities=quantities, reference=shipment.id)
    events.record(
        ParcelShipped(
            key=store_id,
            store_id=store_id,
            order_id=order_id,
            shipment_id=shipment.id,
            buyer_id=order.card.buyer_id,
        )
    )
    return Shipped(order.card.number, shipment.id, number)


def _hold_number(carrier: str, number: str) -> None:
    """Let only one transaction at a time enter this number, in whatever store."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"parcel {carrier} {number}"])


def _known(carrier: str, number: str, order: Detail) -> UUID | None:
    """The shipment that this order already has under the number.

    Raises:
        TrackingNumberTaken: when it belongs to another order.
    """
    rows = list(Shipment.objects.filter(carrier=carrier, tracking_number=number).values_list("order_id", "id"))
    for order_id, shipment_id in rows:
        if order_id == order.card.order_id:
            return shipment_id
    if rows:
        raise TrackingNumberTaken(field="tracking_number", number=number)
    return None


def _store(
    order: Detail, carrier: str, service: Service, number: str, quantities: Mapping[UUID, int], at: datetime
) -> Shipment:
    earliest, latest = expected(at, service.min_days, service.max_days)
    store_id = order.card.store_id
    return Shipment.objects.create(
        store_id=store_id,
        order_id=order.card.order_id,
        buyer_id=order.card.buyer_id,
        carrier=carrier,
        service=service.code,
        tracking_number=number,
        lines=[[str(line), units] for line, units in quantities.items()],
        weight_g=sum(line.weight_g * quantities.get(line.line_id, 0) for line in order.lines),
        origin_country=Store.objects.values_list("country", flat=True).get(id=store_id),
        destination_country=order.card.ship_to_country,
        shipped_at=at,
        expected_from=earliest,
        expected_to=latest,
        pull_after=at + timedelta(minutes=PULL_FIRST_AFTER.int()),
    )
