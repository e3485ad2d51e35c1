"""What Kontor asks of whoever publishes exchange rates, whatever their format (TRD-04)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol


class RatesSilent(Exception):  # noqa: N818  (an answer of the world, not a failure of ours)
    """The provider did not answer, or not in its words: asked again by the clock, the rates of before hold."""


class Unreadable(ValueError):  # noqa: N818  (says what it is)
    """These are no exchange rates. The message says why, in English, for the operator."""


@dataclass(frozen=True, slots=True)
class DayRates:
    """What one US dollar bought on `day`, by currency (never the dollar itself), as published by `source`."""

    day: date
    source: str
    per_usd: Mapping[str, Decimal]


class RateProvider(Protocol):
    """A publisher of daily rates, reached."""

    def newest(self) -> DayRates:
        """The newest rates that it has; the same ones all day long until it publishes the next.

        Raises:
            RatesSilent: when it gives none.
        """
