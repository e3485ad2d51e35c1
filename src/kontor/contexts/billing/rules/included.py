"""Tax that is part of a price, taken apart from it. Pure (TRD-12)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal


def taxes_in(grosses: Sequence[int], percent: Decimal) -> list[int]:
    """The tax in each of these amounts (minor units, tax included), so that they sum to the tax in their sum.

    The tax in the sum so far is rounded half-up once; an amount bears what it adds to it, so that none is off by more
    than one minor unit. Amounts may be negative: what comes off.
    """
    share = percent / (100 + percent)
    found, whole, before = [], 0, 0
    for gross in grosses:
        whole += gross
        so_far = int((whole * share).quantize(Decimal(1), ROUND_HALF_UP))
        found.append(so_far - before)
        before = so_far
    return found
