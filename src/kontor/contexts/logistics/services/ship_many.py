"""Many orders shipped at once, each for itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kontor.contexts.logistics.services.ship_order import Shipped, ship_order
from kontor.contexts.sellers.queries import require
from kontor.kernel.errors import Refusal
from kontor.kernel.viewer import Seat


@dataclass(frozen=True, slots=True)
class Row:
    """One order with the number of its parcel, as typed or pasted."""

    order_number: int
    carrier: str
    service: str
    tracking_number: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a row: `shipped`, or the `refusal` that says why not."""

    row: Row
    shipped: Shipped | None
    refusal: Refusal | None


def ship_many(*, seat: Seat, rows: Sequence[Row]) -> list[Outcome]:
    """Ship every order of `rows` whole, each in its own transaction: one that is refused holds up no other.

    Raises:
        RightMissing: without `orders.ship`, before anything is done.
    """
    require(seat, "orders.ship")
    return [_one(seat, row) for row in rows]


def _one(seat: Seat, row: Row) -> Outcome:
    try:
        shipped = ship_order(
            seat=seat,
            order_number=row.order_number,
            carrier=row.carrier,
            service=row.service,
            tracking_number=row.tracking_number,
        )
    except Refusal as refusal:
        return Outcome(row, None, refusal)
    return Outcome(row, shipped, None)
