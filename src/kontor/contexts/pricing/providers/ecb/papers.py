"""The euro foreign exchange reference rates as the European Central Bank writes them (a gesmes envelope, base EUR)."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from datetime import date
from decimal import Decimal

from kontor.contexts.pricing.providers.protocol import DayRates, Unreadable

SOURCE = "ECB"
_ENVELOPE = "{http://www.gesmes.org/xml/2002-08-01}Envelope"
_CUBE = "{http://www.ecb.int/vocabulary/2002-08-01/eurofxref}Cube"
_RATE = re.compile(r"[0-9]{1,9}(\.[0-9]{1,9})?")
_CURRENCY = re.compile(r"[A-Z]{3}")
PLACES = Decimal("0.00000001")  # what the table of rates keeps
BEYOND = Decimal(10) ** 12  # what it has no place for


def read(body: bytes) -> list[DayRates]:
    """The days of a document, oldest first; the daily document has one, the one of ninety days has many.

    Foreign XML: it must be UTF-8, which is then read as text, so that no other encoding can hide a document type; and
    without a document type there are no entities to be unfolded or fetched.

    Raises:
        Unreadable: for anything else than such a document, or one without the dollar, by way of which all are counted.
    """
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unreadable("the document is not UTF-8") from None
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise Unreadable("the document has a document type")
    try:
        root = ET.fromstring(text)  # noqa: S314  (no document type, so no entities)
    except (ET.ParseError, ValueError) as problem:
        raise Unreadable(f"the document is broken: {problem}") from None
    if root.tag != _ENVELOPE:
        raise Unreadable("the document is not the ECB's")
    found = [_day(cube) for cube in root.iter(_CUBE) if cube.get("time") is not None]
    if not found:
        raise Unreadable("the document has no day")
    return sorted(found, key=lambda each: each.day)


def _day(cube: ET.Element) -> DayRates:
    try:
        day = date.fromisoformat(cube.get("time", ""))
    except ValueError:
        raise Unreadable(f"{cube.get('time')!r:.40} is no day") from None
    per_euro: dict[str, Decimal] = {}
    for each in cube:
        currency, rate = each.get("currency", ""), each.get("rate", "")
        if not _CURRENCY.fullmatch(currency) or currency == "EUR" or currency in per_euro:
            raise Unreadable(f"{currency!r:.20} is no currency, or is there twice")
        if not _RATE.fullmatch(rate) or not Decimal(rate):
            raise Unreadable(f"{rate!r:.40} is no rate of {currency}")
        per_euro[currency] = Decimal(rate)
    dollar = per_euro.pop("USD", None)
    if dollar is None:
        raise Unreadable(f"the rates of {day} are without the US dollar")
    per_usd = {currency: (rate / dollar).quantize(PLACES) for currency, rate in per_euro.items()}
    per_usd["EUR"] = (1 / dollar).quantize(PLACES)
    for currency, value in per_usd.items():
        if not 0 < value < BEYOND:
            raise Unreadable(f"the rate of {currency} to the US dollar is out of all proportion")
    return DayRates(day, SOURCE, per_usd)
