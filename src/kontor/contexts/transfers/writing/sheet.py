"""One writer for both formats. Cells that a spreadsheet could run are shown as text (see `rules.escaping`)."""

from __future__ import annotations

import csv
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.utils.translation import get_language

from kontor.contexts.transfers.rules.columns import KEEP
from kontor.contexts.transfers.rules.escaping import guarded, is_dangerous, typed_guarded
from kontor.kernel.money import Money, places
from kontor.platform.later import Later

# Where spreadsheets expect a comma in numbers and therefore a semicolon between cells.
COMMA_IN_NUMBERS = frozenset({"es", "fr", "ru", "pt-br", "bg"})
xlsxwriter = Later("xlsxwriter")
LONGEST = 32_767  # characters that a cell of XLSX holds
_EXACT = 15  # digits that a number of XLSX holds


@dataclass(frozen=True, slots=True)
class Amount:
    """Minor units of a currency, written exactly."""

    minor: int
    currency: str

    @property
    def value(self) -> Decimal:
        return Money(self.minor, self.currency).amount


Cell = str | int | Decimal | Amount | datetime | date | None


class Sheet(ABC):
    """A file that is being written."""

    @abstractmethod
    def row(self, cells: Sequence[Cell]) -> None:
        """Add a row."""

    @abstractmethod
    def close(self) -> None:
        """Finish the file."""


@contextmanager
def writing(path: Path, kind: str, header: Sequence[str], *, delimiter: str = "") -> Iterator[Sheet]:
    """A sheet at `path` for the active language, its header written.

    Args:
        kind: csv or xlsx.
        delimiter: of CSV; that of the language when left out.
    """
    sheet = Xlsx(path, header) if kind == "xlsx" else Csv(path, header, delimiter)
    try:
        yield sheet
    finally:
        sheet.close()


def told(cell: Cell) -> str:
    """A cell as text, numbers with a point."""
    if cell is None:
        return ""
    if isinstance(cell, Amount):
        return str(cell.value)
    if isinstance(cell, datetime):
        return cell.strftime("%Y-%m-%d %H:%M")
    if isinstance(cell, Decimal):
        return format(cell, "f")
    return str(cell)


class Csv(Sheet):
    """UTF-8 with its mark, so that spreadsheets read the letters right."""

    def __init__(self, path: Path, header: Sequence[str], delimiter: str) -> None:
        self.comma = get_language() in COMMA_IN_NUMBERS
        self.file = path.open("w", encoding="utf-8-sig", newline="")
        self.out = csv.writer(self.file, delimiter=delimiter or (";" if self.comma else ","))
        self.row(list(header))

    def row(self, cells: Sequence[Cell]) -> None:
        self.out.writerow([self._cell(cell) for cell in cells])

    def _cell(self, cell: Cell) -> str:
        if isinstance(cell, str):
            return guarded(cell)
        text = told(cell)
        return text.replace(".", ",") if self.comma and isinstance(cell, (Amount, Decimal)) else text

    def close(self) -> None:
        self.file.close()


class Xlsx(Sheet):
    """One worksheet; each row goes to the disk when the next begins."""

    def __init__(self, path: Path, header: Sequence[str]) -> None:
        self.book = xlsxwriter.Workbook(path, {"constant_memory": True, "strings_to_formulas": False})
        self.sheet = self.book.add_worksheet()
        self.bold = self.book.add_format({"bold": True})
        self.quoted = self.book.add_format({"quote_prefix": True})
        self.amounts: dict[int, Any] = {}
        self.next = 0
        self.sheet.freeze_panes(1, 0)
        self.sheet.set_column(0, max(len(header) - 1, 0), 18)
        for place, name in enumerate(header):
            self.sheet.write_string(0, place, name, self.bold)
        self.next = 1

    def row(self, cells: Sequence[Cell]) -> None:
        for place, cell in enumerate(cells):
            if cell is not None and cell != "":
                self._write(place, cell)
        self.next += 1

    def _write(self, place: int, cell: Cell) -> None:
        if isinstance(cell, (int, Decimal, Amount)):
            number = cell.value if isinstance(cell, Amount) else Decimal(cell)
            if len(number.as_tuple().digits) <= _EXACT:
                self.sheet.write_number(self.next, place, float(number), self._format(cell))
                return
        text = typed_guarded(cell) if isinstance(cell, str) else told(cell)
        text = KEEP if len(text) > LONGEST else text
        self.sheet.write_string(self.next, place, text, self.quoted if is_dangerous(text) else None)

    def _format(self, cell: Cell) -> Any:
        if not isinstance(cell, Amount):
            return None
        decimals = places(cell.currency)
        if decimals not in self.amounts:
            self.amounts[decimals] = self.book.add_format({"num_format": f"0.{'0' * decimals}" if decimals else "0"})
        return self.amounts[decimals]

    def close(self) -> None:
        self.book.close()
