"""Tables as CSV, which spreadsheets open without running anything that stands in them."""

from __future__ import annotations

import csv
import io
from datetime import date

from django.http import HttpResponse

from kontor.sites.console.reports.shape import Cell, Table

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def plain(value: Cell) -> str:
    """A cell as text that no spreadsheet takes for a formula; numbers with a point, days as 2026-11-21."""
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if value.lstrip(" ").startswith(_FORMULA) else value
    if isinstance(value, date):
        return value.isoformat()
    return str(round(value, 4)) if isinstance(value, float) else str(value)


def sheet(table: Table, *, name: str) -> HttpResponse:
    """The table as a file called `name`; UTF-8 with the mark that spreadsheets look for."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([plain(column.label) for column in table.columns])
    writer.writerows([plain(value) for value in row] for row in table.rows)
    response = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
