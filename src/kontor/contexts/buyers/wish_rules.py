"""When a wish is worth a word. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from kontor.kernel.money import Money


@dataclass(frozen=True, slots=True)
class Fact:
    """How a product stands today, in the store's currency.

    Attributes:
        title: for readers in whose language there is none among `titles`.
    """

    product_id: UUID
    title: str
    path: str
    price: Money
    available: bool
    titles: Mapping[str, str] = field(default_factory=dict)


def fell(noted: Money, told_minor: int | None, price: Money, *, percent: int) -> bool:
    """Whether `price` is at least `percent` below what was noted, and below what was told the last time.

    Prices of two currencies are never compared. Up and down again is no news: only a new low is.
    """
    if noted.currency != price.currency:
        return False
    base = noted.minor if told_minor is None else min(noted.minor, told_minor)
    return price.minor * 100 <= base * (100 - percent)
