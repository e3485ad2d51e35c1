"""What makes orders ready to ship: the due time follows from each store's days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from kontor.contexts.orders.models import StoreOrder
from kontor.contexts.orders.rules import expected, ship_by
from kontor.contexts.sellers.models import Holiday


def due_times(orders: Sequence[StoreOrder], ready: datetime) -> dict[UUID, Mapping[str, object]]:
    """Columns that an order gets when it may be shipped from `ready` on: by when, and when it should arrive."""
    closed: dict[UUID, list[tuple[date, date]]] = {}
    holidays = Holiday.objects.filter(store_id__in={order.store_id for order in orders}, last_day__gte=ready.date())
    for store_id, first, last in holidays.values_list("store_id", "first_day", "last_day"):
        closed.setdefault(store_id, []).append((first, last))
    found: dict[UUID, Mapping[str, object]] = {}
    for order in orders:
        due = ship_by(ready, order.handling_days, closed.get(order.store_id, []))
        earliest, latest = expected(due, order.min_days, order.max_days)
        found[order.id] = {"ship_by": due, "expected_from": earliest, "expected_to": latest}
    return found
