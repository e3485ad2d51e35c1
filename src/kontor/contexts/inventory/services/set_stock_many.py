"""A seller counts many shelves at once: a sheet, or a program that keeps stock in step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from kontor.contexts.inventory.errors import StockPlaceUnknown
from kontor.contexts.inventory.events import StockChanged
from kontor.contexts.inventory.models import Movement
from kontor.contexts.inventory.rules import count_fault
from kontor.contexts.sellers.queries import require
from kontor.kernel.errors import Refusal
from kontor.kernel.viewer import Seat
from kontor.platform.events import record


@dataclass(frozen=True, slots=True)
class Count:
    """So many units of a SKU lie in a warehouse."""

    sku_id: UUID
    warehouse_id: UUID
    on_hand: int


@dataclass(frozen=True, slots=True)
class Counted:
    """What became of a count: the units that came or went, or the `refusal` that says why nothing was written."""

    count: Count
    delta: int = 0
    refusal: Refusal | None = None


@dataclass(slots=True)
class _Shelf:
    id: UUID
    before: int
    on_hand: int
    reserved: int


# Rows are made, and then locked, in the order in which orders lock them, so that nobody waits in a ring.
_MAKE = """
INSERT INTO inventory_stock (id, store_id, sku_id, warehouse_id, on_hand, reserved)
SELECT uuidv7(), k.store_id, k.id, w.id, 0, 0
FROM unnest(%(sku)s::uuid[], %(house)s::uuid[]) AS asked (sku_id, warehouse_id)
JOIN catalogue_sku k ON k.id = asked.sku_id AND k.store_id = %(store)s
JOIN inventory_warehouse w ON w.id = asked.warehouse_id AND w.store_id = %(store)s
WHERE NOT EXISTS (SELECT 1 FROM inventory_stock s WHERE s.sku_id = k.id AND s.warehouse_id = w.id)
ORDER BY k.id, w.id
ON CONFLICT (sku_id, warehouse_id) DO NOTHING
"""
_LOCK = """
SELECT s.id, s.sku_id, s.warehouse_id, s.on_hand, s.reserved
FROM inventory_stock s
WHERE s.store_id = %(store)s AND s.sku_id = ANY(%(sku)s::uuid[]) AND s.warehouse_id = ANY(%(house)s::uuid[])
ORDER BY s.sku_id, s.id
FOR UPDATE OF s
"""
_WRITE = """
UPDATE inventory_stock s SET on_hand = n.on_hand
FROM unnest(%s::uuid[], %s::int[]) AS n (id, on_hand) WHERE s.id = n.id
"""


def set_stock_many(*, seat: Seat, counts: Sequence[Count]) -> list[Counted]:
    """Set what lies on many shelves of the seat's store, each for itself: one that is refused holds up no other.

    The same as `set_stock` for each, in one transaction with a handful of statements; a shelf that is counted twice
    holds what the last count says. Safe to repeat.

    Returns:
        What became of each, in the order of `counts`; refusals are those of `set_stock`.

    Raises:
        RightMissing: without `products.stock`, before anything is done.
    """
    require(seat, "products.stock")
    with transaction.atomic():
        shelves = _locked(seat.store_id, [count for count in counts if count.on_hand >= 0])
        done = [_counted(count, shelves.get((count.sku_id, count.warehouse_id))) for count in counts]
        _write(seat, {place: shelf for place, shelf in shelves.items() if shelf.on_hand != shelf.before})
    return done


def _locked(store_id: UUID, counts: Sequence[Count]) -> dict[tuple[UUID, UUID], _Shelf]:
    if not counts:
        return {}
    skus, houses = [count.sku_id for count in counts], [count.warehouse_id for count in counts]
    asked: dict[str, Any] = {"store": store_id, "sku": skus, "house": houses}
    with connection.cursor() as cursor:
        cursor.execute(_MAKE, asked)
        cursor.execute(_LOCK, asked)
        rows = cursor.fetchall()
    return {(sku, house): _Shelf(row, on_hand, on_hand, reserved) for row, sku, house, on_hand, reserved in rows}


def _counted(count: Count, shelf: _Shelf | None) -> Counted:
    if fault := count_fault(count.on_hand, shelf.reserved if shelf else 0):
        return Counted(count, refusal=fault)
    if shelf is None:
        return Counted(count, refusal=StockPlaceUnknown())
    delta = count.on_hand - shelf.on_hand
    shelf.on_hand = count.on_hand
    return Counted(count, delta)


def _write(seat: Seat, changed: dict[tuple[UUID, UUID], _Shelf]) -> None:
    if not changed:
        return
    with connection.cursor() as cursor:
        cursor.execute(_WRITE, [[s.id for s in changed.values()], [s.on_hand for s in changed.values()]])
    movements = [
        Movement(
            store_id=seat.store_id, sku_id=sku_id, warehouse_id=house, delta=shelf.on_hand - shelf.before,
            cause="adjusted", by_account=seat.account_id,
        )
        for (sku_id, house), shelf in changed.items()
    ]  # fmt: skip
    facts = [
        StockChanged(key=seat.store_id, store_id=seat.store_id, sku_id=move.sku_id, delta=move.delta)
        for move in movements
    ]
    record(*facts, beside=movements)
