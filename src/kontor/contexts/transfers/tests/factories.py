"""Sheets for tests."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

import python_calamine
import xlsxwriter

from kontor.contexts.inventory.models import Warehouse
from kontor.contexts.sellers.models import Store
from kontor.contexts.sellers.tests.factories import owner_seat
from kontor.contexts.transfers import queries
from kontor.contexts.transfers.models import SheetImport
from kontor.contexts.transfers.services.apply_sheet import apply_sheet
from kontor.contexts.transfers.services.ask_export import ask_export
from kontor.contexts.transfers.services.receive_sheet import receive_sheet
from kontor.kernel.viewer import Seat
from kontor.platform import jobs

Rows = Sequence[Sequence[Any]]


def csv_file(rows: Rows, *, encoding: str = "utf-8", delimiter: str = ",") -> bytes:
    """Rows as a CSV file."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue().encode(encoding)


def xlsx_file(rows: Rows) -> bytes:
    """Rows as an XLSX file: numbers as numbers."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"strings_to_formulas": False}) as book:
        sheet = book.add_worksheet()
        for place, row in enumerate(rows):
            sheet.write_row(place, 0, row)
    return out.getvalue()


def rows_of(content: bytes, form: str) -> list[list[Any]]:
    """What a spreadsheet program finds in a file."""
    if form == "xlsx":
        return python_calamine.load_workbook(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    text = content.decode("utf-8-sig")
    delimiter = ";" if text.split("\r\n")[0].count(";") > text.split("\r\n")[0].count(",") else ","
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def sent(seat: Seat, content: bytes, *, kind: str = "products", name: str = "goods.csv", **more: Any) -> UUID:
    """Upload a file; nothing is done with it yet."""
    return receive_sheet(
        seat=seat, kind=kind, file=io.BytesIO(content), size=len(content), name=name, language="en", **more
    )


def checked(seat: Seat, content: bytes, **more: Any) -> SheetImport:
    """Upload a file and let the dry run end."""
    identity = sent(seat, content, **more)
    jobs.drain()
    return SheetImport.objects.get(id=identity)


def applied(seat: Seat, content: bytes, **more: Any) -> SheetImport:
    """The same, and let all be saved."""
    sheet = checked(seat, content, **more)
    apply_sheet(seat=seat, import_id=sheet.id)
    jobs.drain()
    return SheetImport.objects.get(id=sheet.id)


def exported(seat: Seat, kind: str = "products", form: str = "csv", **more: Any) -> bytes:
    """A finished export's file."""
    identity = ask_export(seat=seat, kind=kind, form=form, language=more.pop("language", "en"), **more)
    jobs.drain()
    file, _kind, _form = queries.export_file(seat, identity)
    with file:
        return file.read()


def reasons(seat: Seat, sheet: SheetImport) -> dict[int, list[str]]:
    """Row number → codes of what is wrong with it."""
    rows, _ = queries.import_rows(seat, sheet.id, limit=1_000)
    return {row.number: [code for _sentence, code in row.reasons] for row in rows}


def counts(sheet: SheetImport) -> tuple[int, int, int, int]:
    """New, changed, unchanged, rejected."""
    return sheet.new, sheet.changed, sheet.unchanged, sheet.rejected


def house(store: Store, name: str = "Main") -> Warehouse:
    """A warehouse of the store."""
    from kontor.contexts.inventory.services.open_warehouse import open_warehouse

    return Warehouse.objects.get(id=open_warehouse(seat=owner_seat(store), name=name, country="CN"))


def private_files(root: Path) -> list[Path]:
    """All private files there are."""
    return [path for path in root.rglob("*") if path.is_file()]
