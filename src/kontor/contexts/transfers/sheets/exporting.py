"""Header and rows of every kind of sheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import get_language

from kontor.contexts.transfers.models import SheetExport
from kontor.contexts.transfers.sheets import kinds, orders, parcels, product_rows, stock
from kontor.contexts.transfers.sheets.names import label_of
from kontor.contexts.transfers.writing import Cell
from kontor.kernel.viewer import Seat


def count(seat: Seat, kind: str, filters: Mapping[str, Any]) -> int:
    """How many rows a sheet of this kind has now.

    Raises:
        RightMissing: without the kind's right.
    """
    if kind == kinds.PRODUCTS.code:
        return product_rows.count(seat)
    if kind == kinds.STOCK.code:
        return stock.count(seat)
    if kind == kinds.PARCELS.code:
        return parcels.count(seat)
    return orders.count(seat, orders.filter_of(filters), lines=kind == kinds.LINES.code)


def table(seat: Seat, export: SheetExport) -> tuple[list[str], Iterator[list[Cell]]]:
    """Names of the columns in the active language, and the rows.

    Raises:
        RightMissing: without the kind's right, when the rows are read.
    """
    kind = kinds.KINDS[export.kind]
    if kind is kinds.PRODUCTS:
        codes = product_rows.codes(seat)
        return [label_of(kind.code, code) for code in codes], product_rows.rows(seat, codes)
    if kind is kinds.STOCK:
        return [label_of(kind.code, code) for code in stock.CODES], stock.rows(seat, get_language() or "en")
    if kind is kinds.PARCELS:
        return [label_of(kind.code, column.code) for column in kinds.PARCELS.columns[:-2]], parcels.rows(seat)
    chosen = orders.filter_of(export.filters)
    rows = orders.line_rows(seat, chosen) if kind is kinds.LINES else orders.rows(seat, chosen)
    return [label_of(kind.code, column.code) for column in kind.columns], rows
