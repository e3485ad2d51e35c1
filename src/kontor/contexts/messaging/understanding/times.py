"""Times that are named in a sentence: so many days or hours, a day, a date (MSG-16)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from kontor.contexts.messaging.policing.plain import fold
from kontor.contexts.messaging.understanding.speech import Sentence, words_for

_DATE = re.compile(r"(?<![\d.])(?:(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})[./](\d{1,2})(?:[./](\d{4}|\d\d))?)(?![\d%])")
_DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}
_REACH = 3  # words between a number and its unit
_LONGEST_DAYS = 3700


class Time(NamedTuple):
    """A time named by the words `first`…`last`.

    Attributes:
        days, hours: the length, both 0 for today or at once; None days for a date.
        working: working days are meant.
        on: the day that is named.
        unit: `h`, `d`, `w`, `m`, `y`, or `on` for a named day.
    """

    first: int
    last: int
    days: int
    hours: int
    working: bool
    on: date | None
    unit: str

    def due(self, now: datetime, zone: ZoneInfo) -> datetime:
        """Until when: the end of a day, or the hour. Working days are Monday to Friday."""
        if self.hours and not self.days and self.on is None:
            return now + timedelta(hours=self.hours)
        day = self.on or _after(now.astimezone(zone).date(), self.days, working=self.working)
        return datetime.combine(day, time(23, 59, 59), tzinfo=zone)


def _after(day: date, days: int, *, working: bool) -> date:
    while days > 0:
        day += timedelta(days=1)
        if not working or day.weekday() < 5:
            days -= 1
    return day


def times(sentence: Sentence, today: date) -> list[Time]:
    """All times of a sentence that lie ahead; what is `ago` is left out."""
    found = [*_dates(sentence, today), *_named(sentence, today), *_lengths(sentence)]
    kept: list[Time] = []
    for one in sorted(found, key=lambda time: (time.first, -time.last)):
        if not kept or one.first >= kept[-1].last:
            kept.append(one)
    return [one for one in kept if not _is_past(sentence, one)]


def _is_past(sentence: Sentence, one: Time) -> bool:
    return any(
        mark.last in {one.first, one.first - 1} or one.first <= mark.first <= one.last for mark in sentence.of("ago")
    )


@lru_cache(maxsize=1)
def _amounts() -> dict[str, int]:
    return {fold(word).text: value for word, value in words_for("amounts").items()}


def _amount(sentence: Sentence, place: int) -> int | None:
    """The number that a word stands for; Chinese tens are read with what follows them."""
    text = sentence.words[place].text
    if text.isdigit():
        return int(text) if len(text) < 5 else None
    if (
        text == "十"
        and place + 1 < len(sentence.words)
        and (ones := _amounts().get(sentence.words[place + 1].text, 10)) < 10
    ):
        return 10 + ones
    return _amounts().get(text)


def _lengths(sentence: Sentence) -> Iterator[Time]:
    """Numbers with a unit; of `10–15 days` the longer."""
    units = [mark for mark in sentence.marks if mark.concept.startswith("units:")]
    taken = -1
    for unit in sorted(units, key=lambda mark: (mark.first, -mark.last)):
        if unit.first < taken:
            continue
        places = range(unit.first - 1, max(-1, unit.first - 1 - _REACH), -1)
        place = next((p for p in places if _amount(sentence, p) is not None), None)
        if place is None or any(
            sentence.plain.text[sentence.words[p].end : sentence.words[p + 1].start].strip(" -–~\"'")
            for p in range(place, unit.first)
        ):
            continue
        amount = _amount(sentence, place) or 0
        first = _range_start(sentence, place)
        kind = unit.concept.removeprefix("units:")
        working = any(first <= mark.first <= unit.last + 1 for mark in sentence.of("working"))
        taken = unit.last
        if kind in {"h", "min"}:
            yield Time(first, unit.last, 0, amount if kind == "h" else 1, working, None, "h")
        elif amount * _DAYS[kind] <= _LONGEST_DAYS:
            yield Time(first, unit.last, amount * _DAYS[kind], 0, working, None, kind)


def _range_start(sentence: Sentence, place: int) -> int:
    """The first number of a range whose second is at `place`."""
    for back in (1, 2):
        if (
            place - back >= 0
            and _amount(sentence, place - back) is not None
            and sentence.words[place - back].text.isdigit()
        ):
            return place - back
    return place


def _named(sentence: Sentence, today: date) -> Iterator[Time]:
    """Today, tomorrow, days of the week."""
    for concept, days in (("today", 0), ("tomorrow", 1), ("after", 2), ("at once", 0)):
        for mark in sentence.of(concept):
            yield Time(mark.first, mark.last, days, 0, False, today + timedelta(days=days), "on")
    for mark in sentence.of("week"):
        yield Time(
            mark.first, mark.last, 6 - today.weekday(), 0, False, today + timedelta(days=6 - today.weekday()), "on"
        )
    for mark in sentence.marks:
        if mark.concept.startswith("weekdays:"):
            ahead = (int(mark.concept.removeprefix("weekdays:")) - today.weekday()) % 7
            yield Time(mark.first, mark.last, ahead, 0, False, today + timedelta(days=ahead), "on")


def _dates(sentence: Sentence, today: date) -> Iterator[Time]:
    """Dates in figures, and with the names of months."""
    low, high = sentence.words[0].start, sentence.words[-1].end
    for found in _DATE.finditer(sentence.plain.text, low, high):
        year, month, day, one, two, short = found.groups()
        if year is None:
            month, day = (two, one) if int(two) <= 12 else (one, two)
        on = _day(int(year or short or 0), int(month), int(day), today)
        places = [p for p, word in enumerate(sentence.words) if found.start() <= word.start < found.end()]
        if on and places:
            yield Time(places[0], places[-1] + 1, (on - today).days, 0, False, on, "on")
    for mark in sentence.marks:
        if mark.concept.startswith("months:"):
            yield from _with_month(
                sentence, mark.first, mark.last, int(mark.concept.removeprefix("months:")) + 1, today
            )
    yield from _chinese(sentence, today)


def _with_month(sentence: Sentence, first: int, last: int, month: int, today: date) -> Iterator[Time]:
    words = sentence.words
    for place in (first - 1, first - 2, last):
        if 0 <= place < len(words):
            day = re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th|er)?", words[place].text)
            on = _day(0, month, int(day.group(1)), today) if day else None
            if on:
                yield Time(min(place, first), max(place + 1, last), (on - today).days, 0, False, on, "on")
                return


def _chinese(sentence: Sentence, today: date) -> Iterator[Time]:
    words = [word.text for word in sentence.words]
    for place in range(len(words) - 3):
        month, middle, day, end = words[place : place + 4]
        dated = middle == "月" and end in {"日", "号"} and month.isdigit() and day.isdigit()
        on = _day(0, int(month), int(day), today) if dated else None
        if on:
            yield Time(place, place + 4, (on - today).days, 0, False, on, "on")


def _day(year: int, month: int, day: int, today: date) -> date | None:
    """A date; without a year the next such day."""
    try:
        if year:
            return date(year if year > 99 else 2000 + year, month, day)
        on = date(today.year, month, day)
        return on if on >= today else date(today.year + 1, month, day)
    except ValueError:
        return None
