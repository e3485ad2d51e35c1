"""The declared weights of the ranking, and figures of the search (TRD-03)."""

from __future__ import annotations

from decimal import Decimal

from kontor.kernel.policy import Policy, Unit
from kontor.kernel.text import mark as _

ORIGIN_WEIGHT = Policy(
    name="search.origin_weight",
    default=23,
    unit=Unit.PERCENT,
    low=0,
    high=200,
    sentence=_("Goods of stores in the promoted countries weigh so much more for buyers of the favoured countries."),
    rule="TRD-03",
    article="000",
)
ORIGIN_COUNTRIES = Policy(
    name="search.origin_countries",
    default="CN",
    unit=Unit.TEXT,
    sentence=_("The promoted countries: codes separated by commas. A change is felt when ranks are computed next."),
    rule="TRD-03",
    article="000",
)
ORIGIN_BUYERS = Policy(
    name="search.origin_buyers",
    default="BR,RU,ES",
    unit=Unit.TEXT,
    sentence=_("The favoured countries: buyers registered there see goods of the promoted countries higher."),
    rule="TRD-03",
    article="000",
)
GRADE_A_WEIGHT = Policy(
    name="search.grade_a_weight",
    default=12,
    unit=Unit.PERCENT,
    low=0,
    high=200,
    sentence=_("Goods of stores with coin grade A weigh so much more."),
    rule="TRD-03",
    article="002",
)
COIN_CHANNEL_WEIGHT = Policy(
    name="search.coin_channel_weight",
    default=Decimal("1.8"),
    unit=Unit.FACTOR,
    low=Decimal(1),
    high=Decimal(10),
    sentence=_("In the coin channel, goods of stores with coin grade A weigh this many times as much."),
    rule="TRD-03",
    article="002",
)
SERVICE_WEIGHT = Policy(
    name="search.service_weight",
    default=30,
    unit=Unit.PERCENT,
    low=0,
    high=200,
    sentence=_("A store with the best service score weighs so much more than one with a score of 60."),
    rule="TRD-03",
)
SALES_WEIGHT = Policy(
    name="search.sales_weight",
    default=40,
    unit=Unit.PERCENT,
    low=0,
    high=400,
    sentence=_("A product sold 10,000 times weighs so much more than one never sold; the scale is logarithmic."),
    rule="TRD-03",
)
RATING_WEIGHT = Policy(
    name="search.rating_weight",
    default=30,
    unit=Unit.PERCENT,
    low=0,
    high=200,
    sentence=_("A product with five stars weighs so much more than one with three; few ratings count less."),
    rule="TRD-03",
)
FRESHNESS_WEIGHT = Policy(
    name="search.freshness_weight",
    default=15,
    unit=Unit.PERCENT,
    low=0,
    high=200,
    sentence=_("A product listed today weighs so much more; the bonus melts away day by day."),
    rule="TRD-03",
)
FRESHNESS_DAYS = Policy(
    name="search.freshness_days",
    default=30,
    unit=Unit.DAYS,
    low=1,
    high=365,
    sentence=_("After so many days a product is no longer new."),
    rule="TRD-03",
)
ENOUGH = Policy(
    name="search.enough",
    default=4,
    unit=Unit.COUNT,
    low=1,
    high=100,
    sentence=_("When a search finds fewer goods than this, it also takes beginnings of words and mends typing errors."),
    rule="TRD-03",
)
SIMILARITY = Policy(
    name="search.similarity",
    default=Decimal("0.35"),
    unit=Unit.FACTOR,
    low=Decimal("0.3"),
    high=Decimal(1),
    sentence=_("A typed word is taken for a known one that is at least so similar (1 is the same)."),
    rule="TRD-03",
)
COUNTED = Policy(
    name="search.counted",
    default=1000,
    unit=Unit.COUNT,
    low=100,
    high=100_000,
    sentence=_("Beyond so many, filtered goods are not counted: the page says “more than”."),
    rule="TRD-03",
)
