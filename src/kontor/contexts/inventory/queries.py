"""Reads of inventory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, Sum

from kontor.contexts.inventory.models import Stock, Warehouse
from kontor.kernel.viewer import Seat


@dataclass(frozen=True, slots=True)
class StockRow:
    """What lies where, for the people of the store."""

    sku_id: UUID
    warehouse_id: UUID
    warehouse: str
    on_hand: int
    reserved: int

    @property
    def free(self) -> int:
        return self.on_hand - self.reserved


def available(sku_ids: Sequence[UUID]) -> dict[UUID, int]:
    """How many of each SKU could be bought now, over all warehouses. Public."""
    rows = Stock.objects.filter(sku_id__in=sku_ids).values("sku_id").annotate(free=Sum(F("on_hand") - F("reserved")))
    found = {row["sku_id"]: int(row["free"]) for row in rows}
    return {sku_id: found.get(sku_id, 0) for sku_id in sku_ids}


def stock_of(seat: Seat, sku_ids: Sequence[UUID]) -> list[StockRow]:
    """The stock of the seat's own store, by warehouse position."""
    rows = Stock.objects.filter(store_id=seat.store_id, sku_id__in=sku_ids).select_related("warehouse")
    return [
        StockRow(row.sku_id, row.warehouse_id, row.warehouse.name, row.on_hand, row.reserved)
        for row in rows.order_by("sku_id", "warehouse__position", "id")
    ]


@dataclass(frozen=True, slots=True)
class WarehouseRow:
    """A warehouse with what lies in it: units on hand, and of them promised to orders."""

    id: UUID
    name: str
    country: str
    city: str
    on_hand: int
    reserved: int


def warehouses_with_stock(seat: Seat) -> list[WarehouseRow]:
    """The warehouses of the seat's store with their units, by position."""
    totals = Stock.objects.filter(store_id=seat.store_id).values_list("warehouse_id")
    counted = {key: (there, promised) for key, there, promised in totals.annotate(Sum("on_hand"), Sum("reserved"))}
    return [
        WarehouseRow(row.id, row.name, row.country, row.city, *counted.get(row.id, (0, 0))) for row in warehouses(seat)
    ]


def warehouses(seat: Seat) -> list[Warehouse]:
    """The warehouses of the seat's store, by position."""
    return list(Warehouse.objects.filter(store_id=seat.store_id).order_by("position", "id"))
