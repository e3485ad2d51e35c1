"""A store's further place for its goods."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.inventory import policy
from kontor.contexts.inventory.errors import TooManyWarehouses
from kontor.contexts.inventory.models import Warehouse
from kontor.contexts.inventory.naming import checked
from kontor.contexts.sellers.models import Store
from kontor.contexts.sellers.queries import require
from kontor.kernel.viewer import Seat


def open_warehouse(*, seat: Seat, name: str, country: str, city: str = "") -> UUID:
    """Add a warehouse; it gives goods after those that the store already has (TRD-01).

    Args:
        country: ISO 3166-1 alpha-2.

    Raises:
        RightMissing: without `products.stock`.
        WarehouseNameMissing, WarehouseCountryUnknown, TooManyWarehouses.
    """
    require(seat, "products.stock")
    name, city = checked(name, country, city)
    with transaction.atomic():
        Store.objects.select_for_update().filter(id=seat.store_id).values("id").get()  # counts one at a time
        positions = list(Warehouse.objects.filter(store_id=seat.store_id).values_list("position", flat=True))
        if len(positions) >= (most := policy.WAREHOUSES.int()):
            raise TooManyWarehouses(most=most)
        return Warehouse.objects.create(
            store_id=seat.store_id, name=name, country=country, city=city, position=max(positions, default=-1) + 1
        ).id
