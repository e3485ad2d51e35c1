from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontor.contexts.logistics.rules import (
    CarrierEvent,
    ParcelWish,
    Rate,
    credible,
    freight,
    next_pull,
    offers,
    standing,
    unshipped,
)
from kontor.kernel.money import Money

STORE = UUID(int=1)


def rate(**changes):
    values = {
        "carrier": "cainiao", "service": "CAINIAO_STANDARD", "countries": frozenset({"DE", "FR"}), "currency": "CNY",
        "first_g": 500, "first_minor": 3000, "step_g": 250, "step_minor": 800, "free_from_minor": None,
        "min_days": 10, "max_days": 20,
    }  # fmt: skip
    return Rate(**values | changes)


def wish(grams=400, goods=10_000, destination="DE", currency="CNY"):
    return ParcelWish(STORE, destination, grams, Money(goods, currency))


@pytest.mark.rule("TRD-05")
@pytest.mark.parametrize(
    ("grams", "minor"), [(1, 3000), (500, 3000), (501, 3800), (750, 3800), (751, 4600), (2000, 7800)]
)
def test_freight_is_the_first_weight_and_each_begun_step(grams, minor):
    assert freight(rate(), grams, Money(10_000, "CNY")) == Money(minor, "CNY")


@pytest.mark.rule("TRD-05")
def test_shipping_is_free_from_the_value_on():
    free = rate(free_from_minor=20_000)
    assert freight(free, 5000, Money(19_999, "CNY")).minor > 0
    assert freight(free, 5000, Money(20_000, "CNY")) == Money.zero("CNY")


@given(st.integers(1, 60_000), st.integers(1, 60_000))
def test_a_heavier_parcel_never_costs_less(one, other):
    light, heavy = sorted((one, other))
    assert freight(rate(), light, Money(1, "CNY")).minor <= freight(rate(), heavy, Money(1, "CNY")).minor


@pytest.mark.rule("TRD-05")
def test_offers_are_for_the_destination_cheapest_first():
    rates = [
        rate(service="CAINIAO_STANDARD", first_minor=3000),
        rate(service="CAINIAO_ECONOMY", first_minor=1500, max_days=45),
        rate(service="ELSEWHERE", countries=frozenset({"BR"}), first_minor=1),
    ]
    assert [(o.service, o.price.minor) for o in offers(rates, wish())] == [
        ("CAINIAO_ECONOMY", 1500),
        ("CAINIAO_STANDARD", 3000),
    ]
    assert offers(rates, wish(destination="JP")) == []


def test_a_row_that_names_the_country_beats_one_for_everywhere():
    rates = [rate(first_minor=3000), rate(first_minor=900, countries=frozenset())]
    assert [o.price.minor for o in offers(rates, wish())] == [3000]
    assert [o.price.minor for o in offers(rates, wish(destination="JP"))] == [900]
    assert [o.price.minor for o in offers(rates[::-1], wish())] == [3000]


def test_a_row_in_another_currency_is_no_offer():
    assert offers([rate(currency="USD")], wish()) == []


def test_equal_prices_list_the_quicker_first():
    rates = [rate(service="SLOW", max_days=40), rate(service="QUICK", max_days=9)]
    assert [o.service for o in offers(rates, wish())] == ["QUICK", "SLOW"]


def test_questions_to_a_silent_carrier_become_rarer_up_to_a_limit():
    now, hour, day = datetime(2026, 1, 1, tzinfo=UTC), timedelta(hours=1), timedelta(days=1)
    waits = [next_pull(now, hour, day, failures) - now for failures in range(7)]
    assert waits == [hour, 2 * hour, 4 * hour, 8 * hour, 16 * hour, day, day]
    assert next_pull(now, hour, day, 60_000) - now == day


def test_unshipped_leaves_out_what_is_gone():
    one, two = UUID(int=1), UUID(int=2)
    assert unshipped([(one, 3, 1), (two, 2, 2)]) == {one: 2}


T = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.mark.rule("TRD-13")
def test_a_parcel_stands_where_the_latest_event_says_whatever_came_first():
    told = [(T + HOUR, "customs", "b"), (T, "in_transit", "a"), (T + 2 * HOUR, "out_for_delivery", "c")]
    for shuffled in (told, told[::-1], [told[2], told[0], told[1]]):
        assert standing(shuffled) == ("out_for_delivery", T + 2 * HOUR)


def test_a_state_stands_since_it_was_first_said():
    assert standing([(T, "in_transit", "a"), (T + HOUR, "in_transit", "b")]) == ("in_transit", T)
    assert standing([(T, "in_transit", "a"), (T + HOUR, "", "b")]) == ("in_transit", T)
    assert standing([]) is None


@pytest.mark.rule("TRD-13")
def test_what_has_arrived_stays_arrived():
    assert standing([(T, "delivered", "a"), (T + HOUR, "in_transit", "b")]) == ("delivered", T)
    assert standing([(T, "delivered", "a"), (T, "out_for_delivery", "b")]) == ("delivered", T)


def test_events_of_another_life_of_the_number_are_not_credible():
    def event(at):
        return CarrierEvent(key="k", code="50", state=None, at=at)

    shipped, day = T, timedelta(days=1)
    kept = credible(
        [event(T - 15 * day), event(T - 13 * day), event(T), event(T + 26 * HOUR), event(T + 30 * HOUR)],
        shipped, T, 14 * day, 26 * HOUR,
    )  # fmt: skip
    assert [e.at for e in kept] == [T - 13 * day, T, T + 26 * HOUR]
