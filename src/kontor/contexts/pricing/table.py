"""The day's exchange rates as one value (TRD-04). Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from kontor.contexts.pricing.errors import RateMissing
from kontor.kernel.money import places

PRECISION = Decimal("0.000000000001")  # twelve places: what an order freezes


@dataclass(frozen=True, slots=True)
class Rate:
    """Units of the target currency for one unit of the source currency, of which day and by whom."""

    value: Decimal
    day: date
    source: str


@dataclass(frozen=True, slots=True)
class PerDollar:
    """Units of a currency for one US dollar, as published by `source` for `day`."""

    value: Decimal
    day: date
    source: str


@dataclass(frozen=True, slots=True)
class RateTable:
    """The newest rate of every currency.

    `rate` and `minor_factor` remember each pair: a table lives for a minute and serves thousands of prices.
    """

    per_usd: Mapping[str, PerDollar]
    _rates: dict[tuple[str, str], Rate] = field(default_factory=dict, repr=False, compare=False)
    _factors: dict[tuple[str, str], Decimal] = field(default_factory=dict, repr=False, compare=False)

    def rate(self, source_currency: str, target_currency: str) -> Rate:
        """The cross rate by way of the dollar. Its day is the older of the two.

        Raises:
            RateMissing: when one of the currencies is unknown.
        """
        known = self._rates.get((source_currency, target_currency))
        if known is None:
            known = self._rates[source_currency, target_currency] = self._cross(source_currency, target_currency)
        return known

    def _cross(self, source_currency: str, target_currency: str) -> Rate:
        source, target = self._entry(source_currency), self._entry(target_currency)
        older = min(source, target, key=lambda entry: entry.day)
        if source_currency == target_currency:
            return Rate(Decimal(1), older.day, older.source)
        return Rate((target.value / source.value).quantize(PRECISION), older.day, older.source)

    def _entry(self, currency: str) -> PerDollar:
        entry = self.per_usd.get(currency)
        if entry is None:
            raise RateMissing(currency=currency)
        return entry

    def minor_factor(self, source_currency: str, target_currency: str) -> Decimal:
        """What a minor unit of the source is worth in minor units of the target."""
        known = self._factors.get((source_currency, target_currency))
        if known is None:
            shift = places(target_currency) - places(source_currency)
            known = self.rate(source_currency, target_currency).value.scaleb(shift)
            self._factors[source_currency, target_currency] = known
        return known

    def knows(self, currency: str) -> bool:
        """Whether prices can be shown in `currency`."""
        return currency in self.per_usd
