"""Reads of pricing. Rates are public."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db import connection

from kontor.contexts.pricing.table import PerDollar, RateTable
from kontor.kernel.clock import now
from kontor.platform.reference import Reference

# The newest row of every currency that is not of the future.
_NEWEST = """
SELECT DISTINCT ON (currency) currency, per_usd, day, source
FROM pricing_exchangerate WHERE day <= %s ORDER BY currency, day DESC
"""


def _load(today: date) -> RateTable:
    with connection.cursor() as cursor:
        cursor.execute(_NEWEST, [today])
        rows = {currency: PerDollar(value, day, source) for currency, value, day, source in cursor.fetchall()}
    rows.setdefault("USD", PerDollar(Decimal(1), max((row.day for row in rows.values()), default=today), "parity"))
    return RateTable(rows)


_tables: Reference[RateTable] = Reference(_load)


def rates() -> RateTable:
    """The rates in force today: each currency's newest. Kept in the process for at most 60 s."""
    return _tables(now().date())


def forget() -> None:
    """Read the rates again on the next call (after an import in this process)."""
    _tables.forget()
