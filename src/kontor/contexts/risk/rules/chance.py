"""How likely a coincidence is: what makes a repeated likeness evidence and a single one none. Pure."""

from __future__ import annotations

from functools import lru_cache
from math import comb, exp


@lru_cache(maxsize=8192)
def of_so_many(found: int, among: int, chance: float) -> float:
    """Probability that at least `found` of `among` strangers are alike, when two of them are with `chance`."""
    if found <= 0:
        return 1.0
    return sum(comb(among, n) * chance**n * (1 - chance) ** (among - n) for n in range(found, among + 1))


def of_a_day(found: int, usual: float) -> float:
    """Probability of at least `found` events on a day that usually sees `usual` (Poisson)."""
    term = total = exp(-usual)
    for n in range(1, found):
        term *= usual / n
        total += term
    return max(1 - total, 0.0) if found > 0 else 1.0
