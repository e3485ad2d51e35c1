"""The response clock: working time in a store's calendar, exact to the second, across changes of the clocks (MSG-06).

A moment is working time when the clock on the wall of the calendar's zone reads a time within one of the day's spans,
and the day is no holiday. An hour that the clocks skip is nobody's; one that they repeat counts twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

Span = tuple[int, int]
"""From and to, in minutes of the day; `to` is not part of it, and at most 1440."""

DAY = 1440
_FARTHEST = timedelta(days=400)  # beyond that a calendar has no working time worth the name
_MIDNIGHT = time(0)


@dataclass(frozen=True, slots=True)
class Calendar:
    """When a store works.

    Attributes:
        zone: IANA name.
        week: seven tuples of spans, Monday first, in their order.
        holidays: first and last day of each.
    """

    zone: str
    week: tuple[tuple[Span, ...], ...]
    holidays: tuple[tuple[date, date], ...] = ()

    def spans(self, day: date) -> tuple[Span, ...]:
        """The working hours of a day."""
        if any(first <= day <= last for first, last in self.holidays):
            return ()
        return self.week[day.weekday()]


def due(start: datetime, working: timedelta, calendar: Calendar) -> datetime:
    """When `working` time has passed since `start`.

    A calendar without working time ahead gives the moment after which nobody looks any more.
    """
    zone, left, moment = ZoneInfo(calendar.zone), working, start.astimezone(UTC)
    end = moment + _FARTHEST
    while moment < end:
        at_work, until = _stretch(moment, zone, calendar)
        if at_work:
            if moment + left <= until:
                return moment + left
            left -= until - moment
        moment = until
    return end


def passed(start: datetime, end: datetime, calendar: Calendar) -> timedelta:
    """How much working time lies between two moments."""
    zone, total, moment, end = ZoneInfo(calendar.zone), timedelta(0), start.astimezone(UTC), end.astimezone(UTC)
    while moment < end:
        at_work, until = _stretch(moment, zone, calendar)
        if at_work:
            total += min(until, end) - moment
        moment = until
    return total


def at_work(moment: datetime, calendar: Calendar) -> bool:
    """Whether it is working time."""
    return _stretch(moment.astimezone(UTC), ZoneInfo(calendar.zone), calendar)[0]


def week_minutes(week: Sequence[Sequence[Span]]) -> int:
    """Working minutes of a week."""
    return sum(last - first for day in week for first, last in day)


def _stretch(moment: datetime, zone: ZoneInfo, calendar: Calendar) -> tuple[bool, datetime]:
    """Whether `moment` is working time, and until when that certainly stays so."""
    local = moment.astimezone(zone)
    wall = local.replace(tzinfo=None, fold=0)
    working, change = False, datetime.combine(wall.date() + timedelta(days=1), _MIDNIGHT)
    for first, last in calendar.spans(wall.date()):
        opens, closes = _wall(wall.date(), first), _wall(wall.date(), last)
        if wall < opens:
            change = opens
            break
        if wall < closes:
            working, change = True, closes
            break
    until = moment + (change - wall)
    return working, _shift(moment, until, zone) or until


def _wall(day: date, minute: int) -> datetime:
    return datetime.combine(day, _MIDNIGHT) + timedelta(minutes=minute)


def _shift(first: datetime, last: datetime, zone: ZoneInfo) -> datetime | None:
    """The moment in (first, last] from which the clocks of the zone are set otherwise; None when they are not."""
    before = first.astimezone(zone).utcoffset()
    if last.astimezone(zone).utcoffset() == before:
        return None
    low, high = int(first.timestamp()), int(last.timestamp()) + 1
    while high - low > 1:
        middle = (low + high) // 2
        if datetime.fromtimestamp(middle, zone).utcoffset() == before:
            low = middle
        else:
            high = middle
    return datetime.fromtimestamp(high, UTC)
