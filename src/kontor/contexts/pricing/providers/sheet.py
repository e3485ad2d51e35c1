"""Rates in a file that the operator brings: the ECB's document, or a sheet with a line for each rate."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from datetime import date
from decimal import Decimal, InvalidOperation

from kontor.contexts.accounts.rules.countries import CURRENCIES
from kontor.contexts.pricing.providers.ecb import papers
from kontor.contexts.pricing.providers.protocol import DayRates, Unreadable

HEAD = ["day", "currency", "per_usd"]
LONGEST = 10_000_000  # bytes; the ECB's whole history has seven million


def read(content: bytes, source: str) -> list[DayRates]:
    """The days of a file, oldest first.

    Args:
        content: XML of the ECB, or CSV in UTF-8 whose head is `day,currency,per_usd`: 2026-03-02,AED,3.6725.
        source: whose figures a CSV holds; shown beside prices.

    Raises:
        Unreadable: for anything else; the message names the line.
    """
    if len(content) > LONGEST:
        raise Unreadable(f"the file is longer than {LONGEST} bytes")
    if content.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        return papers.read(content)
    try:
        lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), strict=True))
    except (UnicodeDecodeError, csv.Error) as problem:
        raise Unreadable(f"the file is no CSV in UTF-8: {problem}") from None
    if not lines or [cell.strip().lower() for cell in lines[0]] != HEAD:
        raise Unreadable(f"the first line is not {','.join(HEAD)}")
    days: dict[date, dict[str, Decimal]] = defaultdict(dict)
    for number, cells in enumerate(lines[1:], start=2):
        if not any(cell.strip() for cell in cells):
            continue
        day, currency, rate = _line(number, cells)
        if currency in days[day]:
            raise Unreadable(f"line {number}: {currency} is there twice for {day}")
        days[day][currency] = rate
    if not days:
        raise Unreadable("the file has no rates")
    return [DayRates(day, source, per_usd) for day, per_usd in sorted(days.items())]


def _line(number: int, cells: list[str]) -> tuple[date, str, Decimal]:
    if len(cells) != len(HEAD):
        raise Unreadable(f"line {number}: not {len(HEAD)} cells")
    said, currency, value = (cell.strip() for cell in cells)
    if currency not in CURRENCIES or currency == "USD":
        raise Unreadable(f"line {number}: {currency!r:.20} is none of the currencies that prices are shown in")
    try:
        day, rate = date.fromisoformat(said), Decimal(value)
    except (ValueError, InvalidOperation):
        raise Unreadable(f"line {number}: not a day and a number") from None
    if not rate.is_finite() or not 0 < rate < papers.BEYOND or not rate.quantize(papers.PLACES):
        raise Unreadable(f"line {number}: {value!r:.40} is no rate")
    return day, currency, rate.quantize(papers.PLACES)
