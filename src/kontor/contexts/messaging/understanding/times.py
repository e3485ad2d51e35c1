"""Times that are named in a sentence: so many days or hours, a day, a date (MSG-16)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from kontor.contexts.messaging.understanding.amounts import Amount, amount
from kontor.contexts.messaging.understanding.speech import Sentence

_DATE = re.compile(
    r"(?<![\d.])(?:(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})[./](\d{1,2})(?:[./](\d{4}|\d\d)(?!\d))?)(?![\d%])"
)
_FIRST = frozenset({"first", "primero", "primeiro", "premier", "первого", "първи"})
_DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}
_REACH = 3  # words between a number and its unit
_TO = frozenset({"to", "or", "a", "o", "ou", "à", "до", "или", "到", "至", "y", "e", "и", "et", "and"})
_TURNS = frozenset({"st", "nd", "rd", "th", "er", "of", "the", "de", "del", "do", "го", "е", "ти", "ри", "ви"})
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
    found = [*_dates(sentence, today), *_named(sentence, today), *_worded_lengths(sentence), *_lengths(sentence)]
    kept: list[Time] = []
    for one in sorted(found, key=lambda time: (time.first, -time.last)):
        if not kept or one.first >= kept[-1].last:
            kept.append(one)
    return [one for one in kept if not _is_past(sentence, one)]


def _is_past(sentence: Sentence, one: Time) -> bool:
    """Lengths are past with `ago` beside them; a named day is with `last`."""
    marks = sentence.of("last") if one.unit == "on" else [*sentence.of("ago"), *sentence.of("last")]
    return any(mark.last in {one.first, one.first - 1} or one.first <= mark.first <= one.last for mark in marks)


def _lengths(sentence: Sentence) -> Iterator[Time]:
    """Numbers with a unit, of `10–15 days` the longer."""
    units = [mark for mark in sentence.marks if mark.concept.startswith("units:")]
    taken = -1
    for unit in sorted(units, key=lambda mark: (mark.first, -mark.last)):
        if unit.first < taken:
            continue
        found = _before(sentence, unit.first) or _behind(sentence, unit.last)
        if found is None:
            continue
        first, last = min(found.first, unit.first), max(unit.last, found.first + 1)
        working = any(first <= mark.first <= last + 1 for mark in sentence.of("working"))
        taken = unit.last
        time = _length(first, last, found.value, unit.concept.removeprefix("units:"), working=working)
        if time is not None:
            yield time


def _worded_lengths(sentence: Sentence) -> Iterator[Time]:
    """Lengths that have words of their own: `полгода`, `半小时`."""
    for mark in sentence.marks:
        if mark.concept.startswith("spans:"):
            many, unit_of = re.fullmatch(r"(\d+)([a-z])", mark.concept.removeprefix("spans:")).groups()  # type: ignore[union-attr]
            time = _length(mark.first, mark.last, int(many), unit_of, working=False)
            if time is not None:
                yield time


def _length(first: int, last: int, many: int, unit: str, *, working: bool) -> Time | None:
    if unit in {"h", "min"}:
        return Time(first, last, 0, many if unit == "h" else 1, working, None, "h")
    days = 365 * (many // 12) if unit == "m" and many and many % 12 == 0 else many * _DAYS[unit]
    return Time(first, last, days, 0, working, None, unit) if days <= _LONGEST_DAYS else None


def _before(sentence: Sentence, unit: int) -> Amount | None:
    """The number before a unit; where two stand there (`10–15`), from the first of them on."""
    for place in range(unit - 1, max(-1, unit - 1 - _REACH), -1):
        found = amount(sentence, place)
        if found is None or (found.value == 1 and place < unit - 1 and not sentence.words[place].text.isdigit()):
            continue  # an article is a number only at its unit: `a primera hora` is no hour
        between = range(place, unit)
        if any(_gap(sentence, p).strip(" -–~\"'") for p in between):
            return None
        return Amount(_range_start(sentence, found.first), found.value)
    return None


def _behind(sentence: Sentence, after: int) -> Amount | None:
    """Russian says about how many: `дней через десять`, `дня за три`."""
    if after + 1 < len(sentence.words) and sentence.words[after].text in {"через", "за"}:
        found = amount(sentence, after + 1)
        return Amount(after + 1, found.value) if found is not None else None
    return None


def _gap(sentence: Sentence, place: int) -> str:
    return sentence.plain.text[sentence.words[place].end : sentence.words[place + 1].start]


def _range_start(sentence: Sentence, place: int) -> int:
    """The first number of a range whose second begins at `place`."""
    for back in (1, 2):
        found = amount(sentence, place - back) if place - back >= 0 else None
        if found is not None and found.value > 1 and (back == 1 or sentence.words[place - 1].text in _TO):
            return found.first
    return place


def _named(sentence: Sentence, today: date) -> Iterator[Time]:
    """Today, tomorrow, days of the week."""
    for concept, days in (("today", 0), ("tomorrow", 1), ("after", 2), ("at once", 0)):
        for mark in sentence.of(concept):
            yield Time(mark.first, mark.last, days, 0, False, today + timedelta(days=days), "on")
    sunday = 6 - today.weekday()
    ends = {"week": sunday, "next week": sunday + 7, "month end": (_month_end(today) - today).days}
    for concept, days in ends.items():
        for mark in sentence.of(concept):
            yield Time(mark.first, mark.last, days, 0, False, today + timedelta(days=days), "on")
    for mark in sentence.marks:
        if mark.concept.startswith("weekdays:"):
            number = int(mark.concept.removeprefix("weekdays:"))
            ahead, first = (number - today.weekday()) % 7 or 7, mark.first  # today is called today
            for week in sentence.of("next week"):
                if week.first <= mark.first <= week.last:  # 下周一
                    ahead, first = number + 7 - today.weekday(), week.first
            yield Time(first, mark.last, ahead, 0, False, today + timedelta(days=ahead), "on")


def _month_end(today: date) -> date:
    return (today.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)


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
    yield from _of_month(sentence, today)


def _with_month(sentence: Sentence, first: int, last: int, month: int, today: date) -> Iterator[Time]:
    words = sentence.words
    before = first - 1
    while before > 0 and words[before].text in _TURNS:
        before -= 1
    for place in (before, last):
        if 0 <= place < len(words):
            text = words[place].text
            number = int(text) if text.isdigit() and len(text) < 3 else _worded(sentence, place)
            on = _day(0, month, number, today) if number else None
            if on:
                yield Time(min(place, first), max(place + 1, last), (on - today).days, 0, False, on, "on")
                return


def _worded(sentence: Sentence, place: int) -> int:
    """A day in words: `the first of December`, `el uno de diciembre`, `primeiro de dezembro`."""
    if sentence.words[place].text in _FIRST:
        return 1
    found = amount(sentence, place)
    return found.value if found is not None and 1 < found.value < 32 else 0


def _of_month(sentence: Sentence, today: date) -> Iterator[Time]:
    """The number of a day alone: `5号`, `el día 5`, `on the 5th`, `5 числа`."""
    words = [word.text for word in sentence.words]
    for place, text in enumerate(words):
        if not (text.isdigit() and len(text) < 3):
            continue
        before, after = words[place - 1] if place else "", words[place + 1] if place + 1 < len(words) else ""
        named = after == "号" or (before == "dia" and after not in {"de", "do"}) or after == "числа"
        ordinal = before == "the" and after in {"st", "nd", "rd", "th"}
        on = _next(int(text), today) if (named and before != "月") or ordinal else None
        if on:
            yield Time(place, place + (1 if before == "dia" else 2), (on - today).days, 0, False, on, "on")


def _next(day: int, today: date) -> date | None:
    """The next day with this number."""
    for ahead in range(62):
        on = today + timedelta(days=ahead)
        if on.day == day:
            return on
    return None


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
