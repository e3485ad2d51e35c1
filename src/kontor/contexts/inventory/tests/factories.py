"""Stock for tests."""

from __future__ import annotations

from uuid import UUID

from kontor.contexts.catalogue.models import Sku
from kontor.contexts.inventory.models import Warehouse
from kontor.contexts.inventory.services.open_warehouse import open_warehouse
from kontor.contexts.inventory.services.receive_stock import receive_stock
from kontor.contexts.inventory.services.reserve import Wanted
from kontor.contexts.sellers.models import Store
from kontor.contexts.sellers.tests.factories import owner_seat
from kontor.kernel.ids import new_id


def stocked(sku: Sku, *quantities: int) -> list[UUID]:
    """Put so many units into the store's first, second … warehouse.

    Returns:
        The warehouses' ids, by position.
    """
    seat = owner_seat(Store.objects.get(id=sku.store_id))
    houses = list(Warehouse.objects.filter(store_id=sku.store_id).order_by("position").values_list("id", flat=True))
    while len(houses) < len(quantities):
        houses.append(open_warehouse(seat=seat, name=f"House {len(houses) + 1}", country="CN"))
    for house, quantity in zip(houses, quantities, strict=False):
        if quantity:
            receive_stock(seat=seat, sku_id=sku.id, warehouse_id=house, quantity=quantity)
    return houses


def wanted(sku: Sku, quantity: int, order_id: UUID | None = None, line_id: UUID | None = None) -> Wanted:
    """One line's wish."""
    return Wanted(sku.store_id, order_id or new_id(), line_id or new_id(), sku.id, quantity)
