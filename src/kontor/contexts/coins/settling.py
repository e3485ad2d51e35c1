"""Who pays how much of what coins paid. Within the services."""

from __future__ import annotations

from collections.abc import Sequence

from kontor.contexts.coins.models import Use, UsePart
from kontor.contexts.coins.rules import books
from kontor.kernel.money import Money

Coins = dict[books.Funder, int]


def coins_of(parts: Sequence[UsePart]) -> Coins:
    """Funder → coins of these parts that stand."""
    sums: Coins = {}
    for part in parts:
        sums[part.funder_id] = sums.get(part.funder_id, 0) + part.coins - part.returned
    return sums


def taken_of(parts: Sequence[UsePart]) -> Coins:
    """Funder → coins of these parts as they were taken, whatever came back since."""
    sums: Coins = {}
    for part in parts:
        sums[part.funder_id] = sums.get(part.funder_id, 0) + part.coins
    return sums


def settled_of(use: Use, coins: Coins) -> books.Settled:
    """What coins paid of a store order, for the legs of its money."""
    due, value = Money(use.due_minor, use.store_currency), Money(use.value_minor, use.store_currency)
    return books.Settled(coins, due, value)
