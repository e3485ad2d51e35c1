"""Rates in the database: the newest day, the source, the minute of memory."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from kontor.contexts.pricing import queries
from kontor.contexts.pricing.errors import RateNotPositive
from kontor.contexts.pricing.models import ExchangeRate
from kontor.contexts.pricing.services.import_rates import import_rates
from kontor.kernel import clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh() -> None:
    queries.forget()


@pytest.mark.rule("TRD-04")
def test_the_newest_day_holds_and_the_future_does_not() -> None:
    today = clock.now().date()
    import_rates(day=today - timedelta(days=3), source="ECB", per_usd={"EUR": Decimal("0.91"), "BGN": Decimal("1.8")})
    import_rates(day=today - timedelta(days=1), source="ECB", per_usd={"EUR": Decimal("0.92")})
    import_rates(day=today + timedelta(days=1), source="ECB", per_usd={"EUR": Decimal("0.99")})
    rates = queries.rates()
    assert rates.rate("USD", "EUR").value == Decimal("0.92")
    assert rates.rate("USD", "EUR").day == today - timedelta(days=1)
    assert rates.rate("USD", "BGN").day == today - timedelta(days=3)


def test_a_second_import_of_a_day_replaces_the_first() -> None:
    day = date(2026, 1, 5)
    import_rates(day=day, source="first", per_usd={"EUR": Decimal("0.91")})
    import_rates(day=day, source="second", per_usd={"EUR": Decimal("0.93")})
    row = ExchangeRate.objects.get(day=day, currency="EUR")
    assert (row.per_usd, row.source) == (Decimal("0.93"), "second")


def test_a_rate_of_zero_is_refused_and_nothing_is_stored() -> None:
    with pytest.raises(RateNotPositive):
        import_rates(day=date(2026, 1, 5), source="ECB", per_usd={"EUR": Decimal("0.9"), "CNY": Decimal(0)})
    assert not ExchangeRate.objects.exists()


def test_rates_are_kept_for_a_minute_and_no_longer(django_assert_num_queries: object) -> None:
    day = clock.now().date() - timedelta(days=1)
    import_rates(day=day, source="ECB", per_usd={"EUR": Decimal("0.91")})
    queries.rates()
    with django_assert_num_queries(0):  # type: ignore[operator]
        queries.rates()
    ExchangeRate.objects.update(per_usd=Decimal("0.95"))
    with clock.moved(timedelta(seconds=59)):
        assert queries.rates().rate("USD", "EUR").value == Decimal("0.91")
    with clock.moved(timedelta(seconds=61)):
        assert queries.rates().rate("USD", "EUR").value == Decimal("0.95")
