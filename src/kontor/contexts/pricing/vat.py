"""Standard VAT and GST rates by country, from `data/vat_rates.csv`, which names its source and date."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from importlib.resources import files

EU = frozenset({
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV",
    "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
})  # fmt: skip
"""Member states of the European Union."""


def standard_rate(country: str) -> Decimal:
    """Per cent; 0 for a country that the table does not hold."""
    return _table().get(country, Decimal(0))


@cache
def _table() -> Mapping[str, Decimal]:
    text = files("kontor.contexts.pricing").joinpath("data/vat_rates.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    return {row["country"]: Decimal(row["percent"]) for row in rows}
