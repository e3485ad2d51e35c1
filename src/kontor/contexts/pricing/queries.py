"""Reads of pricing. Rates are public."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db import connection

from kontor.contexts.accounts.models import Account, AccountState, Audience
from kontor.contexts.pricing.jumps import KIND
from kontor.contexts.pricing.rules import TAX_CURRENCIES
from kontor.contexts.pricing.table import PerDollar, RateTable
from kontor.contexts.sellers.models import Store, StoreState
from kontor.kernel.clock import now
from kontor.platform.reference import Reference
from kontor.platform.reviews import ReviewItem

# The newest row of every currency that is not of the future.
_NEWEST = """
SELECT DISTINCT ON (currency) currency, per_usd, day, source
FROM pricing_exchangerate WHERE day <= %s ORDER BY currency, day DESC
"""


def newest(day: date) -> dict[str, PerDollar]:
    """By currency, the newest rate that is stored and not later than `day`; always read afresh."""
    with connection.cursor() as cursor:
        cursor.execute(_NEWEST, [day])
        return {currency: PerDollar(value, of, source) for currency, value, of, source in cursor.fetchall()}


def _load(today: date) -> RateTable:
    rows = newest(today)
    rows.setdefault("USD", PerDollar(Decimal(1), max((row.day for row in rows.values()), default=today), "parity"))
    return RateTable(rows)


_tables: Reference[RateTable] = Reference(_load)


def rates() -> RateTable:
    """The rates in force today: each currency's newest. Kept in the process for at most 60 s."""
    return _tables(now().date())


def forget() -> None:
    """Read the rates again on the next call (after an import in this process)."""
    _tables.forget()


def waiting() -> list[str]:
    """Currencies whose new rate jumped and waits for a person of the operator's."""
    waits = ReviewItem.objects.filter(kind=KIND, closed_at__isnull=True)
    return sorted({item.facts["currency"] for item in waits})


def in_use() -> list[str]:
    """Currencies that the market needs a rate of: of stores, of buyers, and of the limits of taxes.

    Reads all accounts: for the command line, not for pages.
    """
    stores = Store.objects.exclude(state=StoreState.CLOSED).values_list("currency", flat=True).distinct()
    buyers = Account.objects.filter(audience=Audience.BUYER, state=AccountState.ACTIVE)
    of_buyers = buyers.values_list("currency", flat=True).distinct()
    return sorted({*stores, *of_buyers, *TAX_CURRENCIES})
