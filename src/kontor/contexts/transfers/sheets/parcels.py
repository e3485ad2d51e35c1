"""Tracking numbers as rows, one for each order that is sent: what rows ask for, and what rows say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from kontor.contexts.logistics import carriers
from kontor.contexts.logistics.errors import TrackingNumberTaken
from kontor.contexts.logistics.models import Shipment
from kontor.contexts.logistics.wanted import named_service, written_number
from kontor.contexts.orders.bulk import refused
from kontor.contexts.orders.filters import OrderFilter
from kontor.contexts.orders.models import StoreOrder
from kontor.contexts.sellers.queries import require
from kontor.contexts.transfers import errors
from kontor.contexts.transfers.models import ImportRow, RowOutcome
from kontor.contexts.transfers.rules.columns import Header
from kontor.contexts.transfers.sheets import orders
from kontor.contexts.transfers.sheets.kinds import ORDERS
from kontor.contexts.transfers.writing import Cell
from kontor.kernel.errors import Refusal
from kontor.kernel.viewer import Seat

_PLACES = {column.code: place for place, column in enumerate(ORDERS.columns)}
WAITING = OrderFilter(tab="to_ship")
_DIGITS = 18  # of an order's number at most
_READ = ("number", "carrier", "service", "country", "placed_at", "ship_by")  # of a row of the sheet of orders


@dataclass(slots=True)
class Sending:
    """What becomes of a row: the parcel that it asks for, or why there is none."""

    row: ImportRow
    order_number: int = 0
    carrier: str = ""
    service: str = ""
    tracking: str = ""
    outcome: RowOutcome = RowOutcome.UNCHANGED
    faults: list[Refusal] = field(default_factory=list)


def key_of(cells: Mapping[str, str]) -> str:
    """What a row is about: the order's number; "" when it does not say."""
    return cells.get("number", "").strip()


def plan(seat: Seat, header: Header, rows: Sequence[ImportRow]) -> list[Sending]:
    """What `rows` would do now. Nothing is written. Two statements."""
    said = [(row, header.cells(row.cells)) for row in rows]
    numbers = [int(key) for _row, cells in said if (key := key_of(cells)).isdecimal() and len(key) <= _DIGITS]
    found = StoreOrder.objects.filter(store_id=seat.store_id, number__in=numbers)
    known = {order.number: order for order in found.only("id", "number", "state", "carrier", "service")}
    plans = [_sending(row, cells, known) for row, cells in said]
    _look_up(plans, known)
    for one in plans:
        if one.faults:
            one.outcome = RowOutcome.REJECTED
    return plans


def _sending(row: ImportRow, cells: Mapping[str, str], known: Mapping[int, StoreOrder]) -> Sending:
    one, typed = Sending(row), cells.get("tracking", "").strip()
    if not typed:
        return one  # a sheet of all that waits, filled in for some of it
    try:
        order = _order(row, key_of(cells), known)
        one.order_number = order.number
        one.carrier, one.service = _service(cells, order)
        named_service(one.carrier, one.service)
        one.tracking = written_number(one.carrier, typed)
        one.outcome = RowOutcome.NEW
    except Refusal as refusal:
        one.faults.append(refusal)
    return one


def _order(row: ImportRow, key: str, known: Mapping[int, StoreOrder]) -> StoreOrder:
    if not key:
        raise errors.OrderMissingInRow(field="number")
    if row.twin is not None:
        raise errors.RowTwice(row=row.twin)
    order = known.get(int(key)) if key.isdecimal() and len(key) <= _DIGITS else None
    if order is None:
        raise errors.OrderUnknownInRow(field="number", number=key[:40])
    return order


def _service(cells: Mapping[str, str], order: StoreOrder) -> tuple[str, str]:
    """Codes of carrier and service as the row says, else as the buyer chose; names of carriers count as well."""
    word, service = cells.get("carrier", "").strip(), cells.get("service", "").strip()
    names = {declared.name().casefold(): code for code, declared in carriers.all_carriers().items()}
    carrier = names.get(word.casefold(), word.casefold()) if word else order.carrier
    return carrier, service or (order.service if carrier == order.carrier else "")


def _look_up(plans: Sequence[Sending], known: Mapping[int, StoreOrder]) -> None:
    """Numbers that parcels have already: this order's own is nothing to do, another's is a fault."""
    asked = [one for one in plans if one.outcome is RowOutcome.NEW]
    parcels = Shipment.objects.filter(
        carrier__in={one.carrier for one in asked}, tracking_number__in={one.tracking for one in asked}
    )
    owners: dict[tuple[str, str], set[UUID]] = {}
    for carrier, number, order_id in parcels.values_list("carrier", "tracking_number", "order_id"):
        owners.setdefault((carrier, number), set()).add(order_id)
    for one in asked:
        order, theirs = known[one.order_number], owners.get((one.carrier, one.tracking), set())
        if order.id in theirs:
            one.outcome = RowOutcome.UNCHANGED
        elif theirs:
            one.faults.append(TrackingNumberTaken(field="tracking", number=one.tracking))
        elif wrong := refused("ship", order.state):
            one.faults.append(wrong)


def count(seat: Seat) -> int:
    """How many orders wait to be sent."""
    return orders.count(seat, WAITING, lines=False)


def rows(seat: Seat) -> Iterator[list[Cell]]:
    """A row for each order that waits, with the column of its tracking number empty.

    Raises:
        RightMissing: without `orders.ship`.
    """
    require(seat, "orders.ship")
    places = [_PLACES[code] for code in _READ]
    for row in orders.rows(seat, WAITING):
        number, *rest = (row[place] for place in places)
        yield [number, "", *rest]
