"""What a report is made of, whichever it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from babel.numbers import format_percent
from django.utils.translation import get_language

from kontor.ui.charts import Chart
from kontor.ui.formats import count, day, duration, locale_of

Cell = str | int | float | date | None
NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. `kind`: text, day, count, percent (0 to 100), seconds or number."""

    label: str
    kind: str = "count"

    @property
    def numeric(self) -> bool:
        return self.kind not in {"text", "day"}


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of raw values: shown as people read them, downloaded as they are.

    Attributes:
        key: names the download.
        links: an address for the first cell of each row, or nothing.
    """

    key: str
    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    note: str = ""
    empty: str = ""
    links: Sequence[str] = ()

    @property
    def shown(self) -> list[dict[str, Any]]:
        """The rows as the template draws them."""
        found = []
        for index, row in enumerate(self.rows):
            cells = [
                {"text": said(value, column.kind), "label": column.label, "numeric": column.numeric}
                for value, column in zip(row, self.columns, strict=True)
            ]
            found.append({"cells": cells, "href": self.links[index] if self.links else ""})
        return found


@dataclass(frozen=True, slots=True)
class Stat:
    """A figure of the first row, with the article's beside it."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """One report over one period."""

    name: str
    title: str
    intro: str
    stats: Sequence[Stat]
    charts: Sequence[Chart]
    tables: Sequence[Table]


def said(value: Cell, kind: str) -> str:
    """A value as people read it in their language; a dash for none."""
    if value is None:
        return NOTHING
    if isinstance(value, date):
        return day(value)
    if isinstance(value, str):
        return value
    if kind == "percent":
        return percent(value)
    if kind == "seconds":
        return duration(value)
    return count(value if isinstance(value, int) else Decimal(str(round(value, 2))))


def percent(value: float | None) -> str:
    """Per cent with one decimal: `98.7%`; a dash for none."""
    if value is None:
        return NOTHING
    return str(format_percent(value / 100, format="#,##0.0%", locale=locale_of(get_language())))


def seconds(value: float | None) -> str:
    """A span of time; a dash for none."""
    return NOTHING if value is None else duration(value)
