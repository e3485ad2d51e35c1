"""Working hours as people write them (MSG-06): spans of a day, and a whole week in a line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from kontor.contexts.messaging.rules.clock import DAY, Span

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SPAN = re.compile(r"([01]?\d|2[0-4]):([0-5]\d)\s*[-–]\s*([01]?\d|2[0-4]):([0-5]\d)")
_DAYS = re.compile(r"([a-z]{3})(?:-([a-z]{3}))?")


def read_day(text: str) -> tuple[Span, ...] | None:
    """The spans that `text` spells (`09:00-12:00 13:00-22:00`; "" is a day off), or None when it spells none."""
    spans = []
    for word in text.replace(",", " ").split():
        found = _SPAN.fullmatch(word)
        if found is None:
            return None
        first, last = int(found[1]) * 60 + int(found[2]), int(found[3]) * 60 + int(found[4])
        spans.append((first, last))
    return tuple(spans) if in_order(spans) else None


def write_day(spans: Sequence[Span]) -> str:
    """The spans as `read_day` reads them."""
    return " ".join(f"{a // 60:02}:{a % 60:02}-{b // 60:02}:{b % 60:02}" for a, b in spans)


def in_order(spans: Sequence[Span]) -> bool:
    """Whether they lie within a day and follow each other."""
    ends = [0, *(minute for span in spans for minute in span)]
    rising = all(first < last for first, last in spans)
    return rising and all(a <= b for a, b in pairwise(ends)) and ends[-1] <= DAY


def read_week(text: str) -> tuple[tuple[Span, ...], ...] | None:
    """The week that `mon-fri 09:00-22:00; sat 10:00-14:00` spells, or None."""
    week: list[tuple[Span, ...]] = [()] * len(DAYS)
    for part in text.lower().split(";"):
        days, _sep, hours = part.strip().partition(" ")
        named, spans = _DAYS.fullmatch(days), read_day(hours)
        if named is None or spans is None or named[1] not in DAYS or (named[2] or named[1]) not in DAYS:
            return None
        first, last = DAYS.index(named[1]), DAYS.index(named[2] or named[1])
        for day in range(first, last + 1):
            week[day] = spans
    return tuple(week)
