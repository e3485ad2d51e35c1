"""Name and place of a warehouse."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.inventory.errors import StockPlaceUnknown
from kontor.contexts.inventory.models import Warehouse
from kontor.contexts.inventory.naming import checked
from kontor.contexts.sellers.queries import require
from kontor.kernel.viewer import Seat


def change_warehouse(*, seat: Seat, warehouse_id: UUID, name: str, country: str, city: str = "") -> None:
    """Call a warehouse otherwise, or say where it stands now; the goods in it stay (TRD-01).

    Raises:
        RightMissing: without `products.stock`.
        StockPlaceUnknown: the store has no such warehouse.
        WarehouseNameMissing, WarehouseCountryUnknown.
    """
    require(seat, "products.stock")
    name, city = checked(name, country, city)
    with transaction.atomic():
        mine = Warehouse.objects.filter(store_id=seat.store_id, id=warehouse_id)
        if not mine.update(name=name, country=country, city=city):
            raise StockPlaceUnknown
