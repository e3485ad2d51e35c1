"""Shown prices and taxes, without a database."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontor.contexts.pricing.errors import RateMissing
from kontor.contexts.pricing.rules import shown, taxes
from kontor.contexts.pricing.table import PerDollar, RateTable
from kontor.kernel import policy
from kontor.kernel.money import Money

DAY = date(2026, 3, 2)
PER_USD = {
    "USD": "1", "EUR": "0.92", "CNY": "7.2", "JPY": "150", "KWD": "0.3075", "GBP": "0.79", "NOK": "10.6", "AUD": "1.52",
}  # fmt: skip


def table(**days: date) -> RateTable:
    return RateTable({code: PerDollar(Decimal(value), days.get(code, DAY), "ECB") for code, value in PER_USD.items()})


@pytest.mark.rule("TRD-04")
@pytest.mark.parametrize(
    ("price", "currency", "expected"),
    [
        (Money(7200, "CNY"), "USD", 1000),
        (Money(1000, "USD"), "JPY", 1500),
        (Money(1500, "JPY"), "USD", 1000),
        (Money(1000, "USD"), "KWD", 3075),
        (Money(1, "JPY"), "KWD", 2),  # 2.05 fils
        (Money(1, "CNY"), "GBP", 1),  # a tenth of a penny is shown as one, not as nothing
        (Money(1999, "EUR"), "EUR", 1999),
        (Money(0, "USD"), "EUR", 0),
    ],
)
def test_a_price_is_converted_at_the_rate_and_rounded_once(price: Money, currency: str, expected: int) -> None:
    assert shown(price, currency, table()) == Money(expected, currency)


@pytest.mark.rule("TRD-04")
def test_the_rounding_step_is_a_policy() -> None:
    policy.use_source(lambda name: 10 if name == "pricing.round_to" else None)
    try:
        assert shown(Money(1000, "USD"), "EUR", table()) == Money(920, "EUR")
        assert shown(Money(1001, "USD"), "EUR", table()) == Money(920, "EUR")
        assert shown(Money(1006, "USD"), "EUR", table()) == Money(930, "EUR")  # 925.52
        assert shown(Money(1001, "USD"), "USD", table()) == Money(1001, "USD")
    finally:
        policy.use_source(None)


@pytest.mark.rule("TRD-04")
def test_a_rate_has_day_and_source_and_twelve_places() -> None:
    older = date(2026, 2, 27)
    rate = table(JPY=older).rate("CNY", "JPY")
    assert rate.value == Decimal("20.833333333333")
    assert (rate.day, rate.source) == (older, "ECB")


def test_an_unknown_currency_is_refused() -> None:
    with pytest.raises(RateMissing):
        table().rate("USD", "XXX")


@given(st.integers(0, 10**12), st.sampled_from(sorted(PER_USD)), st.sampled_from(sorted(PER_USD)))
def test_shown_is_within_half_a_minor_unit_of_exact(minor: int, source: str, target: str) -> None:
    price, rates = Money(minor, source), table()
    exact = minor * rates.minor_factor(source, target)
    assert abs(shown(price, target, rates).minor - exact) <= (1 if exact < 1 else Decimal("0.5"))


@pytest.mark.rule("TRD-05")
@pytest.mark.parametrize(
    ("destination", "origin", "goods", "code", "expected"),
    [
        ("DE", "CN", 10_000, "ioss", 1900 + 95),
        ("FI", "CN", 10_000, "ioss", 2550 + 128),
        ("DE", "FR", 10_000, "included", 0),
        ("DE", "DE", 10_000, "included", 0),
        ("DE", "CN", 15_000, "ioss", 2850 + 95),  # the limit itself is within
        ("DE", "CN", 15_001, "on_import", 0),
        ("GB", "CN", 10_000, "uk_vat", 2000 + 100),
        ("GB", "CN", 20_000, "on_import", 0),
        ("NO", "CN", 10_000, "voec", 2500 + 125),
        ("AU", "CN", 10_000, "au_gst", 1000 + 50),
        ("US", "CN", 10_000, "on_import", 0),
        ("CN", "CN", 10_000, "included", 0),
    ],
)
def test_taxes_of_the_destination(destination: str, origin: str, goods: int, code: str, expected: int) -> None:
    result = taxes(destination, origin, Money(goods, "EUR"), Money(500, "EUR"), table())
    assert (result.code, result.total) == (code, Money(expected, "EUR"))


def test_the_limit_is_measured_in_the_schemes_currency() -> None:
    within = taxes("DE", "CN", Money(24_400, "JPY"), Money(0, "JPY"), table())
    beyond = taxes("DE", "CN", Money(24_500, "JPY"), Money(0, "JPY"), table())
    assert (within.code, beyond.code) == ("ioss", "on_import")
