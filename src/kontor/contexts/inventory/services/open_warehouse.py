"""A store's further place for its goods."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.inventory.models import Warehouse
from kontor.contexts.sellers.queries import require
from kontor.kernel.viewer import Seat


def open_warehouse(*, seat: Seat, name: str, country: str, city: str = "") -> UUID:
    """Add a warehouse; it gives goods after those that the store already has.

    Raises:
        RightMissing: without `products.stock`.
    """
    require(seat, "products.stock")
    with transaction.atomic():
        last = Warehouse.objects.filter(store_id=seat.store_id).order_by("-position").first()
        position = 0 if last is None else last.position + 1
        return Warehouse.objects.create(
            store_id=seat.store_id, name=name, country=country, city=city, position=position
        ).id
