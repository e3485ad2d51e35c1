"""Money is exact."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontor.kernel.money import CurrencyMismatch, Money, total

CURRENCIES = st.sampled_from(["EUR", "JPY", "KWD", "CNY"])


@pytest.mark.rule("TRD-04")
@pytest.mark.parametrize(
    ("amount", "currency", "minor"),
    [
        ("11.005", "EUR", 1101),
        ("11.004", "EUR", 1100),
        ("1980", "JPY", 1980),
        ("1.2345", "KWD", 1235),
        ("-0.5", "JPY", -1),
    ],
)
def test_amounts_round_half_up_once_at_the_currencys_precision(amount: str, currency: str, minor: int) -> None:
    assert Money.of(amount, currency).minor == minor


@pytest.mark.rule("TRD-04")
@given(st.integers(-(10**12), 10**12), st.lists(st.integers(0, 10**6), min_size=1, max_size=30), CURRENCIES)
def test_parts_sum_to_the_whole(minor: int, weights: list[int], currency: str) -> None:
    whole = Money(minor, currency)
    if sum(weights) == 0 and minor:
        with pytest.raises(ValueError, match="nothing to split"):
            whole.split(weights)
        return
    parts = whole.split(weights)
    assert total(parts, currency) == whole
    assert all(part.minor == 0 for part, weight in zip(parts, weights, strict=True) if weight == 0)


def test_two_currencies_never_meet() -> None:
    with pytest.raises(CurrencyMismatch):
        Money(1, "EUR") + Money(1, "USD")


@pytest.mark.rule("TRD-04")
def test_conversion_rounds_once() -> None:
    assert Money(1980, "JPY").convert(Decimal("0.00593548"), "EUR") == Money(1175, "EUR")
    assert Money(1999, "EUR").convert(Decimal("0.3341"), "KWD") == Money(6679, "KWD")
