"""What makes orders ready to ship: the due time follows from each store's days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from kontor.contexts.orders.models import StoreOrder
from kontor.contexts.orders.rules import expected, ship_by
from kontor.contexts.sellers.models import Holiday
from kontor.platform.database.rows import Rows

_HOLIDAYS = Rows(Holiday, "WHERE t.store_id = ANY(%s::uuid[]) AND t.last_day >= %s")


def _holidays(orders: Sequence[StoreOrder], since: date) -> dict[UUID, list[tuple[date, date]]]:
    closed: dict[UUID, list[tuple[date, date]]] = {}
    for holiday in _HOLIDAYS([order.store_id for order in orders], since):
        closed.setdefault(holiday.store_id, []).append((holiday.first_day, holiday.last_day))
    return closed


def due_times(
    orders: Sequence[StoreOrder], ready: datetime, closed: Mapping[UUID, Sequence[tuple[date, date]]] | None = None
) -> dict[UUID, Mapping[str, object]]:
    """Columns that an order gets when it may be shipped from `ready` on: by when, and when it should arrive.

    Args:
        closed: per store, first and last days of its holidays; None has them looked up.
    """
    if closed is None:
        closed = _holidays(orders, ready.date())
    found: dict[UUID, Mapping[str, object]] = {}
    for order in orders:
        due = ship_by(ready, order.handling_days, closed.get(order.store_id, []))
        earliest, latest = expected(due, order.min_days, order.max_days)
        found[order.id] = {"ship_by": due, "expected_from": earliest, "expected_to": latest}
    return found
