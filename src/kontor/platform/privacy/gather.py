"""Everything that the register knows of one person, for an export."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from kontor.platform.privacy.person import Person
from kontor.platform.privacy.register import Column, Holding, holdings


@dataclass(frozen=True, slots=True)
class File:
    """A file that belongs to the person: its name in the archive, and its bytes."""

    name: str
    content: bytes


@dataclass(slots=True)
class Area:
    """One heading of an export.

    Attributes:
        name: of the JSON file.
        title: source text of the heading.
        labels: column → source text of its title, in order.
        rows: plain values (ISO 8601 dates, amounts in minor units beside their currency).
    """

    name: str
    title: str
    labels: dict[str, str] = field(default_factory=dict)
    rows: list[dict[str, Any]] = field(default_factory=list)
    files: list[File] = field(default_factory=list)


def gather(person: Person) -> list[Area]:
    """The person's data by table, tables without any left out."""
    found: dict[str, Area] = {}
    for holding in holdings():
        if holding.hidden or not holding.concerns(person):
            continue
        name = str(holding.model._meta.label_lower).replace(".", "-")
        area = found.setdefault(name, Area(name, holding.title))
        area.labels |= {column.name: column.title for column in holding.columns}
        for row in holding.rows(person).order_by(*_order(holding)):
            area.rows.append(_row(holding, row))
            area.files += _files(holding, row, f"{name}-{len(area.rows)}")
    return [area for area in found.values() if area.rows]


def _order(holding: Holding) -> list[str]:
    """By the last part of the key: ids and times go the same way."""
    parts = getattr(holding.model._meta.pk, "field_names", None)
    return [parts[-1]] if parts else ["pk"]


def _row(holding: Holding, row: Any) -> dict[str, Any]:
    own = {column.name: _shown(column, getattr(row, column.name)) for column in holding.columns}
    return {name: plain(getattr(row, name)) for name in holding.also} | own


def _shown(column: Column, value: Any) -> Any:
    return plain(column.shown(value) if column.shown else value)


def _files(holding: Holding, row: Any, name: str) -> Iterator[File]:
    for column in holding.columns:
        value = getattr(row, column.name)
        if column.file is not None and value:
            path = column.file(value)
            if path.is_file():
                yield File(f"files/{name}-{column.name}{path.suffix}", path.read_bytes())


def plain(value: Any) -> Any:
    """The value as JSON has it."""
    if isinstance(value, (UUID, Decimal)):
        return str(value)
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(name): plain(part) for name, part in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(part) for part in value]
    if isinstance(value, (bytes, memoryview)):
        return f"{len(value)} bytes"
    return value
