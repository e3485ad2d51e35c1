"""Units have left: what a shipment does to its order."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from kontor.contexts.orders import locks
from kontor.contexts.orders.errors import QuantityTooLarge
from kontor.contexts.orders.models import Line
from kontor.contexts.orders.rules import expected
from kontor.contexts.orders.services.advance import advance
from kontor.kernel.viewer import Viewer


def record_shipment(
    *, viewer: Viewer, store_id: UUID, order_id: UUID, quantities: Mapping[UUID, int], at: datetime
) -> None:
    """Count `quantities` (line → units) as shipped at `at`; the order is shipped, or partly.

    Raises:
        OrderNotFound: when the store has no such order, or a line is not of it.
        QuantityTooLarge: when more units are named than are left; nothing has changed.
        MoveRefused: when the order is not waiting to be shipped.
    """
    with transaction.atomic():
        order = locks.store_order(store_id, order_id)
        lines = list(Line.objects.filter(store_id=store_id, order_id=order_id))
        left = {line.id: line.quantity - line.shipped for line in lines}
        titles = {line.id: line.title for line in lines}
        for line_id, units in quantities.items():
            if line_id not in left or not 0 < units <= left[line_id]:
                raise QuantityTooLarge(title=titles.get(line_id, ""), left=left.get(line_id, 0))
            left[line_id] -= units
            Line.objects.filter(store_id=store_id, id=line_id).update(shipped=F("shipped") + units)
        if any(left.values()):
            advance(orders=[order], move="ship_part", viewer=viewer)
        else:
            earliest, latest = expected(at, order.min_days, order.max_days)
            advance(
                orders=[order], move="ship", viewer=viewer, shipped_at=at, expected_from=earliest, expected_to=latest
            )
