"""The process that reads an XLSX file: rows to standard output, one JSON list a line.

It knows nothing of the market and may take a bounded share of the machine: a file that was made to fill the memory
ends this process and nothing else. Run as `python -m kontor.contexts.transfers.reading.unpack FILE MEGABYTES SECONDS`.
"""

from __future__ import annotations

import json
import resource
import sys
from datetime import date, datetime, time, timedelta
from decimal import Decimal

WHOLE = 10**15  # above this a spreadsheet's numbers have lost digits


def plain(value: object) -> str:
    """A cell as text: numbers without exponent, dates as ISO 8601."""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < WHOLE else format(Decimal(repr(value)), "f")
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    return str(value)


def main(path: str, megabytes: int, seconds: int) -> None:
    """Print the rows of the first sheet, empty ones too, so that row numbers are those that people see."""
    resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    import python_calamine  # noqa: PLC0415  (after the limits)

    sheet = python_calamine.load_workbook(path).get_sheet_by_index(0)
    out = sys.stdout
    for row in sheet.iter_rows():
        out.write(json.dumps([plain(cell) for cell in row], ensure_ascii=False))
        out.write("\n")
    out.write("end\n")  # whoever reads knows that nothing is missing


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
