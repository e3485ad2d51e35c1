"""Rank = the product of declared weights (TRD-03). Pure; every factor has a name and can be shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import log10, prod

from kontor.contexts.search import policy
from kontor.kernel.policy import Policy
from kontor.kernel.text import mark as _

TITLE_WEIGHTS = (0.05, 0.2, 0.45, 1.0)
"""Relevance of a word in the description, in another language, in attributes or categories, in the title."""

_BEST_SOLD = 4.0  # powers of ten: sold 10,000 times counts in full
_USUAL_STARS, _USUAL_COUNT = 4.3, 10.0  # what a product without ratings is taken for, and how firmly
_MIDDLE_STARS, _STARS_SPAN = 3.0, 2.0
_SERVICE_FLOOR, _SERVICE_SPAN = 60.0, 40.0

SENTENCES: Mapping[str, str] = {
    "relevance": _("How well the words match: title before attributes before description"),
    "sales": _("How often it was sold"),
    "rating": _("Its stars, with few ratings counting less"),
    "freshness": _("How new it is"),
    "service": _("The store's service"),
    "grade_a": _("The store's coin grade is A"),
    "origin": _("Goods of this country are promoted for buyers of the reader's country"),
    "coin_channel": _("Coin channel: the store's coin grade is A"),
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a product when its rank is computed."""

    sold_count: int
    rating_hundredths: int
    rating_count: int
    listed_at: datetime
    store_rating_hundredths: int
    store_rating_count: int
    service_score: int | None  # 0–100; the store's stars stand in when there is none yet
    coin_grade: str


def factors(facts: Facts, at: datetime) -> dict[str, float]:
    """The factors of the rank, each 1.0 where it neither helps nor harms."""
    result = {
        "sales": 1 + _percent(policy.SALES_WEIGHT) * min(log10(1 + facts.sold_count) / _BEST_SOLD, 1.0),
        "rating": 1 + _percent(policy.RATING_WEIGHT) * _stars(facts.rating_hundredths, facts.rating_count),
        "freshness": 1 + _percent(policy.FRESHNESS_WEIGHT) * _freshness(facts.listed_at, at),
        "service": 1 + _percent(policy.SERVICE_WEIGHT) * _service(facts),
        "grade_a": 1 + (_percent(policy.GRADE_A_WEIGHT) if facts.coin_grade == "A" else 0),
    }
    return {name: round(value, 6) for name, value in result.items()}


def rank(parts: Mapping[str, float]) -> float:
    """The rank that `parts` make."""
    return round(prod(parts.values()), 9)


def is_boosted(store_country: str) -> bool:
    """Whether goods of a store in this country are promoted for some readers."""
    return store_country in _codes(policy.ORIGIN_COUNTRIES.text())


def origin_factor(reader_country: str) -> float:
    """What promoted goods weigh for a reader of this country."""
    return 1 + _percent(policy.ORIGIN_WEIGHT) if reader_country in _codes(policy.ORIGIN_BUYERS.text()) else 1.0


def fingerprint(at: datetime) -> str:
    """Changes when ranks must be computed anew: with a weight, and every day."""
    weights = (policy.SALES_WEIGHT, policy.RATING_WEIGHT, policy.FRESHNESS_WEIGHT, policy.FRESHNESS_DAYS,
               policy.SERVICE_WEIGHT, policy.GRADE_A_WEIGHT, policy.ORIGIN_COUNTRIES)  # fmt: skip
    return ";".join([at.date().isoformat(), *(weight.text() for weight in weights)])[:64]


def _percent(weight: Policy) -> float:
    return weight.int() / 100


def _codes(text: str) -> set[str]:
    return {code.strip().upper() for code in text.split(",")}


def _stars(hundredths: int, count: int) -> float:
    smoothed = (hundredths / 100 * count + _USUAL_STARS * _USUAL_COUNT) / (count + _USUAL_COUNT)
    return max(-1.0, min((smoothed - _MIDDLE_STARS) / _STARS_SPAN, 1.0))


def _freshness(listed_at: datetime, at: datetime) -> float:
    return max(0.0, min(1 - (at - listed_at) / timedelta(days=policy.FRESHNESS_DAYS.int()), 1.0))


def _service(facts: Facts) -> float:
    score = facts.service_score
    if score is None:
        return max(0.0, _stars(facts.store_rating_hundredths, facts.store_rating_count))
    return max(0.0, min((score - _SERVICE_FLOOR) / _SERVICE_SPAN, 1.0))
