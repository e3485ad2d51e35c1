"""Which reviews count, and what they sum up to (TRD-10, ADR 29). Every review is shown; not every one counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from kontor.kernel.text import mark as _

STARS = (1, 2, 3, 4, 5)
_GOOD, _BAD = 4, 2  # from so many stars on, up to so many
_SECOND, _THIRD = 11, 21  # days of the month on which its second and third part begin


class Tone(StrEnum):
    """The three types of a review."""

    POSITIVE = "positive"
    NEUTRAL = "neutral"
    NEGATIVE = "negative"


class WhyNot(StrEnum):
    """Why a review or a detail rating does not count."""

    COUNTS = ""
    LINKED = "linked"  # the buyer belongs to the store's people (ACC-35)
    DISPUTED = "disputed"  # a dispute about the order was not withdrawn
    SMALL = "small"  # the order is worth too little
    REPEATED = "repeated"  # the buyer has counted already in this part of the month
    REMOVED = "removed"  # the operator took it out of sight


WHY_NOT: Mapping[str, str] = {
    WhyNot.LINKED: _("It does not count: the buyer belongs to the store's people."),
    WhyNot.DISPUTED: _("It does not count: there was a dispute about the order."),
    WhyNot.SMALL: _("It does not count: the order was worth little."),
    WhyNot.REPEATED: _("It does not count: this buyer has been counted in these ten days."),
    WhyNot.REMOVED: _("It does not count: it was removed."),
}


def tone(stars: int) -> Tone:
    """Four and five stars are positive, one and two negative."""
    if stars >= _GOOD:
        return Tone.POSITIVE
    return Tone.NEGATIVE if stars <= _BAD else Tone.NEUTRAL


def period(day: date) -> date:
    """The first day of the natural ten days: the 1st, 11th or 21st of the month."""
    first = 1 if day.day < _SECOND else _SECOND if day.day < _THIRD else _THIRD
    return day.replace(day=first)


def why_not(*, linked: bool, disputed: bool, worth_us_cents: int, least_us_cents: int, repeated: bool) -> WhyNot:
    """The first reason that holds; `COUNTS` when none does."""
    if linked:
        return WhyNot.LINKED
    if disputed:
        return WhyNot.DISPUTED
    if worth_us_cents < least_us_cents:
        return WhyNot.SMALL
    return WhyNot.REPEATED if repeated else WhyNot.COUNTS


def share_of_worth(whole_us_cents: int, part_minor: int, whole_minor: int) -> int:
    """What a store's part of a purchase is worth, in US cents; the parts are in the buyer's currency."""
    return whole_us_cents * part_minor // whole_minor if whole_minor else 0


@dataclass(frozen=True, slots=True)
class Stars:
    """How many reviews gave one, two … five stars."""

    counts: Sequence[int] = (0, 0, 0, 0, 0)

    @property
    def many(self) -> int:
        return sum(self.counts)

    @property
    def sum(self) -> int:
        return sum(stars * many for stars, many in zip(STARS, self.counts, strict=True))

    @property
    def hundredths(self) -> int:
        """The average in hundredths of a star, half up; 0 without reviews."""
        return average(self.sum, self.many)

    @property
    def positive_bp(self) -> int | None:
        """Positive ones among the positive and negative, in hundredths of a per cent; None without either."""
        good, bad = self.counts[3] + self.counts[4], self.counts[0] + self.counts[1]
        return (good * 10_000 * 2 + good + bad) // (2 * (good + bad)) if good + bad else None


def average(total: int, many: int) -> int:
    """`total / many` in hundredths, half up; 0 without any."""
    return (total * 200 + many) // (2 * many) if many else 0


def first_day(today: date, days: int) -> date:
    """The first day of a window of `days` that ends with `today`."""
    return today - timedelta(days=days - 1)
