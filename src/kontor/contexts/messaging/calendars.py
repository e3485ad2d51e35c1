"""When a store works: its own hours or the policy's, without its holidays (MSG-06). At most a minute old."""

from __future__ import annotations

from uuid import UUID

from kontor.contexts.messaging.models import Desk
from kontor.contexts.messaging.policy import WEEK, WEEK_ZONE
from kontor.contexts.messaging.rules.clock import Calendar
from kontor.contexts.messaging.rules.hours import read_week
from kontor.contexts.sellers.models import Holiday
from kontor.platform.reference import Reference

_Kept = tuple[str, tuple[tuple[tuple[int, int], ...], ...], tuple[tuple[object, object], ...]]


def _read(store_id: UUID) -> _Kept:
    row = Desk.objects.filter(store_id=store_id).values_list("calendar_zone", "hours").first() or ("", [])
    week = tuple(tuple((int(first), int(last)) for first, last in day) for day in row[1])
    days = Holiday.objects.filter(store_id=store_id).order_by("first_day").values_list("first_day", "last_day")
    return row[0], week, tuple(days)


_kept: Reference[_Kept] = Reference(_read)


def calendar_of(store_id: UUID) -> Calendar:
    """The calendar of a store."""
    zone, week, holidays = _kept(store_id)
    standard = read_week(WEEK.text()) or ((),) * 7
    return Calendar(zone or WEEK_ZONE.text(), week or standard, holidays)  # type: ignore[arg-type]


def forget_calendars() -> None:
    """Read them again on the next call: after a change in this process."""
    _kept.forget()
