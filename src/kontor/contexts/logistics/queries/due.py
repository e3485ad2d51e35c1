"""What a store has to ship, for its people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kontor.contexts.orders.lifecycle import State
from kontor.contexts.orders.models import StoreOrder
from kontor.contexts.sellers.queries import require
from kontor.kernel.viewer import Seat

_WAITING = (State.TO_SHIP, State.PARTLY_SHIPPED)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToShip:
    """An order that waits for its parcel, with what the buyer chose."""

    order_id: UUID
    number: int
    title: str
    picture: str
    line_count: int
    country: str
    carrier: str
    service: str
    state: str
    ship_by: datetime | None


def waiting(seat: Seat, numbers: Sequence[int]) -> list[ToShip]:
    """Those of the named orders of the store that wait to be shipped, the most urgent first. One query.

    Raises:
        RightMissing: without `orders.ship`.
    """
    require(seat, "orders.ship")
    rows = StoreOrder.objects.filter(store_id=seat.store_id, number__in=numbers, state__in=_WAITING)
    return [_row(row) for row in rows.order_by("ship_by", "id")]


def first_due(seat: Seat) -> datetime | None:
    """By when the most urgent order of the store must leave; None when nothing waits."""
    rows = StoreOrder.objects.filter(store_id=seat.store_id, state__in=_WAITING, ship_by__isnull=False)
    return rows.order_by("ship_by").values_list("ship_by", flat=True).first()


def _row(row: StoreOrder) -> ToShip:
    return ToShip(
        order_id=row.id,
        number=row.number,
        title=row.first_title,
        picture=row.first_picture,
        line_count=row.line_count,
        country=row.ship_to_country,
        carrier=row.carrier,
        service=row.service,
        state=row.state,
        ship_by=row.ship_by,
    )
