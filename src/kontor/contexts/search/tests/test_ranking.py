"""The declared weights, without a database (TRD-03)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from kontor.contexts.search import keys, ranking
from kontor.kernel import policy
from kontor.kernel.ids import new_id

pytestmark = pytest.mark.rule("TRD-03")
AT = datetime(2026, 6, 1, tzinfo=UTC)


def facts(**values: object) -> ranking.Facts:
    plain: dict[str, object] = {
        "sold_count": 0, "rating_hundredths": 430, "rating_count": 0, "listed_at": AT - timedelta(days=90),
        "store_rating_hundredths": 0, "store_rating_count": 0, "service_score": 60, "coin_grade": "",
    }  # fmt: skip
    return ranking.Facts(**(plain | values))  # type: ignore[arg-type]


def factor(name: str, **values: object) -> float:
    return ranking.factors(facts(**values), AT)[name]


def test_grade_a_weighs_twelve_per_cent() -> None:
    assert factor("grade_a", coin_grade="A") == 1.12
    assert factor("grade_a", coin_grade="B") == 1.0


@pytest.mark.parametrize(("reader", "expected"), [("BR", 1.23), ("RU", 1.23), ("ES", 1.23), ("BG", 1.0), ("", 1.0)])
def test_origin_weighs_twenty_three_per_cent_for_three_countries(reader: str, expected: float) -> None:
    assert ranking.origin_factor(reader) == expected
    assert ranking.is_boosted("CN")
    assert not ranking.is_boosted("BR")


def test_the_weight_is_a_policy_value() -> None:
    policy.use_source(lambda name: 50 if name == "search.origin_weight" else None)
    try:
        assert ranking.origin_factor("BR") == 1.5
    finally:
        policy.use_source(None)


def test_sales_count_by_powers_of_ten() -> None:
    assert factor("sales") == 1.0
    assert factor("sales", sold_count=99) == 1.2
    assert factor("sales", sold_count=9_999) == factor("sales", sold_count=10**6) == 1.4


def test_few_ratings_count_less() -> None:
    assert factor("rating", rating_hundredths=500, rating_count=2) < factor(
        "rating", rating_hundredths=490, rating_count=500
    )
    assert factor("rating", rating_hundredths=100, rating_count=500) < 1


def test_newness_melts_away() -> None:
    ages = [factor("freshness", listed_at=AT - timedelta(days=days)) for days in (0, 15, 30, 300)]
    assert ages == [1.15, 1.075, 1.0, 1.0]


def test_the_stores_stars_stand_in_for_a_missing_service_score() -> None:
    assert factor("service", service_score=100) == 1.3
    assert factor("service", service_score=60) == 1.0
    assert factor("service", service_score=None, store_rating_hundredths=490, store_rating_count=900) > 1.25


def test_the_rank_is_the_product_of_its_factors() -> None:
    parts = ranking.factors(facts(sold_count=99, coin_grade="A"), AT)
    expected = 1.0
    for value in parts.values():
        expected *= value
    assert ranking.rank(parts) == pytest.approx(expected)
    assert set(parts) <= set(ranking.SENTENCES)


def test_a_page_key_is_read_as_written() -> None:
    key = keys.Key(forward=False, value=1.2345678901234567, product_id=new_id(), step=2, instead="desk lamp")
    assert keys.read(key.write(), moment=False) == key
    moment = keys.Key(forward=True, value=AT.isoformat(), product_id=new_id())
    assert keys.read(moment.write(), moment=True) == moment


@pytest.mark.parametrize("text", ["x", "!!!!", "W10", "WzEsMl0", "bnVsbA", "WzEsImEiLCJiIiwwLCIiXQ", "\ud800", "é" * 9])
def test_a_broken_key_means_the_first_page(text: str) -> None:
    assert keys.read(text, moment=False) is None
    assert keys.read(text, moment=True) is None
