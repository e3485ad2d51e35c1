"""What makes orders ready to ship: the due time follows from each store's days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from kontor.contexts.orders.models import StoreOrder
from kontor.contexts.orders.rules import expected, ship_by
from kontor.contexts.orders.services.advance import advance
from kontor.contexts.sellers.models import Holiday
from kontor.kernel.clock import now
from kontor.kernel.viewer import Viewer


def release_to_seller(orders: Sequence[StoreOrder], viewer: Viewer) -> None:
    """Make held orders ready to ship, with the time by which each store must have shipped.

    Precondition: the caller holds the rows.
    """
    at = now()
    closed: dict[UUID, list[tuple[date, date]]] = {}
    holidays = Holiday.objects.filter(store_id__in={o.store_id for o in orders}, last_day__gte=at.date())
    for store_id, first, last in holidays.values_list("store_id", "first_day", "last_day"):
        closed.setdefault(store_id, []).append((first, last))
    groups: dict[tuple[datetime, date, date], list[StoreOrder]] = {}
    for order in orders:
        due = ship_by(at, order.handling_days, closed.get(order.store_id, []))
        groups.setdefault((due, *expected(due, order.min_days, order.max_days)), []).append(order)
    for (due, earliest, latest), group in groups.items():
        advance(orders=group, move="clear_risk", viewer=viewer, ship_by=due, expected_from=earliest, expected_to=latest)
