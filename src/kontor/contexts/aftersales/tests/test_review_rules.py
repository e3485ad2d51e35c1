"""Which reviews count, and what they sum up to (TRD-10), without a database."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontor.contexts.aftersales.rules.review_counting import (
    Stars,
    Tone,
    WhyNot,
    average,
    first_day,
    period,
    share_of_worth,
    tone,
    why_not,
)
from kontor.contexts.aftersales.rules.review_language import language_of
from kontor.contexts.aftersales.rules.review_window import Window, window

NOW = datetime(2026, 3, 31, 12, tzinfo=UTC)


@pytest.mark.parametrize(("stars", "is_"), [(5, Tone.POSITIVE), (4, Tone.POSITIVE), (3, Tone.NEUTRAL),
                                             (2, Tone.NEGATIVE), (1, Tone.NEGATIVE)])  # fmt: skip
def test_types(stars, is_):
    assert tone(stars) is is_


@pytest.mark.parametrize(("day", "first"), [(1, 1), (10, 1), (11, 11), (20, 11), (21, 21), (31, 21)])
def test_natural_ten_days(day, first):
    assert period(date(2026, 3, day)) == date(2026, 3, first)


@pytest.mark.parametrize(("facts", "why"), [
    ({}, ""), ({"linked": True, "disputed": True}, "linked"), ({"disputed": True, "worth_us_cents": 1}, "disputed"),
    ({"worth_us_cents": 499, "repeated": True}, "small"), ({"worth_us_cents": 500}, ""),
    ({"repeated": True}, "repeated"),
])  # fmt: skip
def test_the_first_reason_that_holds(facts, why):
    plain = {"linked": False, "disputed": False, "worth_us_cents": 900, "least_us_cents": 500, "repeated": False}
    assert why_not(**plain | facts) == WhyNot(why)


def test_a_stores_share_of_what_a_purchase_is_worth():
    assert share_of_worth(10_000, 300, 1200) == 2500
    assert share_of_worth(10_000, 0, 0) == 0


def test_averages_round_half_up_and_the_positive_rate_leaves_neutral_ones_out():
    assert average(0, 0) == 0
    assert average(14, 3) == 467
    assert average(9, 8) == 113  # 112.5
    stars = Stars((1, 0, 7, 2, 1))
    assert (stars.many, stars.sum, stars.hundredths) == (11, 35, 318)
    assert stars.positive_bp == 7500
    assert Stars((0, 0, 3, 0, 0)).positive_bp is None
    assert Stars((1, 0, 0, 1, 1)).positive_bp == 6667


@given(st.lists(st.integers(1, 5), max_size=60))
def test_sums_do_not_depend_on_the_order(given_stars):
    counts = [given_stars.count(stars) for stars in (1, 2, 3, 4, 5)]
    whole = Stars(counts)
    assert whole.many == len(given_stars)
    assert whole.sum == sum(given_stars)
    assert 0 <= (whole.positive_bp or 0) <= 10_000


def test_a_window_ends_with_today():
    assert first_day(date(2026, 3, 31), 90) == date(2026, 1, 1)


@pytest.mark.parametrize(("state", "shipped", "completed", "is_"), [
    ("shipped", True, None, Window.EARLY), ("delivered", True, None, Window.EARLY),
    ("received", True, 0, Window.OPEN), ("finished", True, 30, Window.OPEN), ("finished", True, 31, Window.LATE),
    ("in_dispute", True, None, Window.OPEN), ("cancelled", False, 1, Window.EARLY), ("cancelled", True, 1, Window.OPEN),
    ("placed", False, None, Window.EARLY),
])  # fmt: skip
def test_only_after_an_order_and_for_a_time(state, shipped, completed, is_):
    done = None if completed is None else NOW - timedelta(days=completed)
    assert window(state, shipped_at=NOW if shipped else None, completed_at=done, days=30, moment=NOW) is is_


@pytest.mark.parametrize(("text", "likely", "language"), [
    ("Very good quality, arrived fast", "es", "en"),
    ("Todo perfecto, llegó antes de lo esperado", "", "es"),
    ("Très bon produit, livraison rapide", "en", "fr"),
    ("Отличный товар, быстрая доставка", "", "ru"),
    ("Добро качество, бърза доставка", "", "bg"),
    ("Produto ótimo, chegou rápido", "", "pt-br"),
    ("质量很好，物流很快", "en", "zh-hans"),
    ("Sehr gute Qualität, schnell geliefert", "en", "de"),
    ("Супер", "bg", "bg"),
    ("Супер", "ru", "ru"),
    ("Parfait", "fr", "fr"),
    ("ok", "bg", ""),
    ("👍👍 5/5", "en", ""),
    ("", "en", ""),
])  # fmt: skip
def test_languages_are_found_out(text, likely, language):
    assert language_of(text, likely) == language
