"""Facts of pricing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from kontor.kernel.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class RatesImported(Event):
    """The rates of a day are in; `day` is ISO 8601."""

    name: ClassVar[str] = "pricing.rates_imported"
    day: str
    source: str
    currencies: int
