"""Prices as shops write them: 19.90 EUR, ¥59.00, 1,980 yen. Whole minor units only."""

from __future__ import annotations

from functools import cache

from kontor.kernel.money import Money, places

from .rates import BASE

_ENDINGS = (90, 99, 95)


@cache
def _ratio(currency: str) -> tuple[int, int]:
    """Minor units of `currency` for one fen, as a fraction."""
    ratio = (BASE[currency] / BASE["CNY"]).scaleb(places(currency) - 2)
    numerator, denominator = ratio.as_integer_ratio()
    return numerator, denominator


def converted(fen: int, currency: str) -> int:
    """Minor units of `currency` that `fen` (a hundredth of a yuan) are worth at the base rate."""
    if currency == "CNY":
        return fen
    numerator, denominator = _ratio(currency)
    return fen * numerator // denominator


def _nearest(value: int, step: int, offset: int) -> int:
    """The number closest to `value` among offset, step + offset, 2 × step + offset, …"""
    return max(0, (value - offset + step // 2) // step) * step + offset


def _whole(value: int) -> int:
    """A price in units without decimals: 1,980, 12,800, 128,000."""
    size = 10 ** max(1, len(str(value)) - 2)
    return _nearest(value, size, size - max(1, size // 5)) if value >= 100 else _nearest(value, 10, 9)


def _yuan(fen: int) -> int:
    if fen < 2_000:
        return _nearest(fen, 100, 90)
    if fen < 10_000:
        return min(_nearest(fen, 1_000, 900), _nearest(fen, 1_000, 500), key=lambda price: abs(price - fen))
    return _nearest(fen, 1_000, 900) if fen < 100_000 else _nearest(fen, 10_000, 9_900)


def _cents(minor: int, ending: int) -> int:
    if minor < 3_000:
        return _nearest(minor, 100, ending)
    if minor < 20_000:
        return _nearest(minor, 500, 400 + ending)
    return _nearest(minor, 1_000, 900)


def charm(minor: int, currency: str, style: int = 0) -> Money:
    """The price near `minor` that a shop would print on its label."""
    decimals = places(currency)
    if decimals == 0:
        return Money(_whole(minor), currency)
    if decimals == 3:
        return Money(_nearest(minor, 250, 250), currency)
    if currency == "CNY":
        return Money(_yuan(minor), currency)
    return Money(_cents(minor, _ENDINGS[style % len(_ENDINGS)]), currency)
