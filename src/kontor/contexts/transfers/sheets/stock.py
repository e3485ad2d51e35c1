"""Stock as rows, one for each SKU in each warehouse: what rows ask for, and what rows say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import connection

from kontor.contexts.catalogue.models import Sku
from kontor.contexts.inventory import queries as inventory
from kontor.contexts.inventory.rules import count_fault
from kontor.contexts.inventory.services.set_stock_many import Count
from kontor.contexts.sellers.queries import require
from kontor.contexts.transfers import errors
from kontor.contexts.transfers.models import ImportRow, RowOutcome
from kontor.contexts.transfers.rules import numbers
from kontor.contexts.transfers.rules.columns import Header
from kontor.contexts.transfers.writing import Cell
from kontor.kernel.errors import Refusal
from kontor.kernel.viewer import Seat

PAGE = 1_000  # rows that are read at once
CODES = ("sku", "title_shown", "warehouse", "on_hand", "reserved", "free")


@dataclass(frozen=True, slots=True)
class Houses:
    """The store's warehouses by name; two of one name are told apart by a number."""

    names: Mapping[UUID, str]

    def find(self, text: str) -> UUID:
        """The warehouse that a cell names.

        Raises:
            WarehouseMissing, WarehouseUnknown
        """
        word, names = text.strip().casefold(), ", ".join(self.names.values())
        if not word and len(self.names) == 1:
            return next(iter(self.names))
        if not word:
            raise errors.WarehouseMissing(field="warehouse", names=names)
        found = next((house for house, name in self.names.items() if name.casefold() == word), None)
        if found is None:
            raise errors.WarehouseUnknown(field="warehouse", value=text.strip()[:60], names=names)
        return found


def houses(seat: Seat) -> Houses:
    """The seat's store's warehouses."""
    names: dict[UUID, str] = {}
    for house in inventory.warehouses(seat):
        name, again = house.name, 1
        while name.casefold() in {known.casefold() for known in names.values()}:
            again += 1
            name = f"{house.name} ({again})"
        names[house.id] = name
    return Houses(names)


def key_of(cells: Mapping[str, str], known: Houses) -> str:
    """What a row is about; "" when it does not say."""
    sku = cells.get("sku", "").strip()
    try:
        return f"{sku}|{known.find(cells.get('warehouse', ''))}" if sku else ""
    except Refusal:
        return f"{sku}|{cells.get('warehouse', '').strip().casefold()}"


@dataclass(slots=True)
class Counting:
    """What becomes of a row: the count that it asks for, or why there is none."""

    row: ImportRow
    count: Count | None = None
    outcome: RowOutcome = RowOutcome.UNCHANGED
    faults: list[Refusal] = field(default_factory=list)


def plan(seat: Seat, header: Header, rows: Sequence[ImportRow]) -> list[Counting]:
    """What `rows` would do now. Nothing is written. Three statements."""
    cells = [header.cells(row.cells) for row in rows]
    codes = {row.get("sku", "").strip() for row in cells}
    skus = dict(Sku.objects.filter(store_id=seat.store_id, code__in=codes).values_list("code", "id"))
    known = houses(seat)
    shelves = {(shelf.sku_id, shelf.warehouse_id): shelf for shelf in inventory.stock_of(seat, list(skus.values()))}
    plans = []
    for row, said in zip(rows, cells, strict=True):
        one = Counting(row)
        try:
            one.count = _count(row, said, skus, known)
        except Refusal as refusal:
            one.faults.append(refusal)
        if one.count is not None:
            shelf = shelves.get((one.count.sku_id, one.count.warehouse_id))
            fault = count_fault(one.count.on_hand, shelf.reserved if shelf else 0)
            one.faults += [fault] if fault else []
            if one.count.on_hand != (shelf.on_hand if shelf else 0):
                one.outcome = RowOutcome.CHANGED if shelf else RowOutcome.NEW
        if one.faults:
            one.count, one.outcome = None, RowOutcome.REJECTED
        plans.append(one)
    return plans


def _count(row: ImportRow, cells: Mapping[str, str], skus: Mapping[str, UUID], known: Houses) -> Count:
    code = cells.get("sku", "").strip()
    if not code:
        raise errors.SkuMissingInRow(field="sku")
    if row.twin is not None:
        raise errors.RowTwice(row=row.twin)
    if code not in skus:
        raise errors.SkuUnknown(field="sku", sku=code[:60])
    house = known.find(cells.get("warehouse", ""))
    text = cells.get("on_hand", "").strip()
    if not text:
        raise errors.CountMissing(field="on_hand")
    return Count(skus[code], house, numbers.whole(text, "on_hand"))


_FROM = """
FROM catalogue_sku k
JOIN inventory_warehouse w ON w.store_id = k.store_id
LEFT JOIN inventory_stock s ON s.sku_id = k.id AND s.warehouse_id = w.id
WHERE k.store_id = %(store)s AND (s.id IS NOT NULL OR w.position = (
    SELECT min(position) FROM inventory_warehouse WHERE store_id = k.store_id))
"""
_ROWS = f"""
SELECT k.id, w.id, k.code, coalesce((
    SELECT t.title FROM catalogue_producttext t WHERE t.product_id = k.product_id
    ORDER BY (t.language = %(language)s) DESC, (t.language = 'en') DESC, t.id LIMIT 1
), ''), coalesce(s.on_hand, 0), coalesce(s.reserved, 0)
{_FROM} AND (%(sku)s::uuid IS NULL OR (k.id, w.id) > (%(sku)s, %(house)s))
ORDER BY k.id, w.id LIMIT %(limit)s
"""  # noqa: S608


def count(seat: Seat) -> int:
    """How many rows the sheet has below its header."""
    require(seat, "products.view")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) {_FROM}", {"store": seat.store_id})
        return int(cursor.fetchone()[0])


def rows(seat: Seat, language: str) -> Iterator[list[Cell]]:
    """A row for each SKU in each warehouse where it has a shelf, and in the first one; paged by key.

    Raises:
        RightMissing: without `products.view`.
    """
    require(seat, "products.view")
    names = houses(seat).names
    sku: UUID | None = None
    house: UUID | None = None
    while True:
        values: dict[str, Any] = {
            "store": seat.store_id,
            "language": language,
            "sku": sku,
            "house": house,
            "limit": PAGE,
        }
        with connection.cursor() as cursor:
            cursor.execute(_ROWS, values)
            found = cursor.fetchall()
        for _sku, place, code, title, on_hand, reserved in found:
            yield [code, title, names.get(place, ""), on_hand, reserved, on_hand - reserved]
        if len(found) < PAGE:
            return
        sku, house = found[-1][0], found[-1][1]
