"""Where a SKU lies: the stock row of a SKU in a warehouse, made when it is first needed."""

from __future__ import annotations

from uuid import UUID

from kontor.contexts.catalogue.models import Sku
from kontor.contexts.inventory.errors import StockPlaceUnknown
from kontor.contexts.inventory.models import Stock, Warehouse


def locked_stock(store_id: UUID, sku_id: UUID, warehouse_id: UUID) -> Stock:
    """The row, locked until the transaction ends.

    Raises:
        StockPlaceUnknown: when SKU or warehouse is not of this store.
    """
    if not (
        Sku.objects.filter(store_id=store_id, id=sku_id).exists()
        and Warehouse.objects.filter(store_id=store_id, id=warehouse_id).exists()
    ):
        raise StockPlaceUnknown
    Stock.objects.bulk_create(
        [Stock(store_id=store_id, sku_id=sku_id, warehouse_id=warehouse_id)], ignore_conflicts=True
    )
    return Stock.objects.select_for_update().get(sku_id=sku_id, warehouse_id=warehouse_id)
