"""The response clock against a plain model that walks minute by minute (MSG-06)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kontor.contexts.messaging.policy import WEEK, WEEK_ZONE
from kontor.contexts.messaging.rules.clock import Calendar, due, passed
from kontor.contexts.messaging.rules.hours import in_order, read_day, read_week, write_day

MINUTE = timedelta(minutes=1)
STANDARD = Calendar(WEEK_ZONE.text(), read_week(WEEK.text()) or ())
ZONES = ("Asia/Shanghai", "Europe/Madrid", "America/Sao_Paulo", "America/New_York", "Australia/Lord_Howe",
         "Asia/Kathmandu", "Africa/Casablanca", "Pacific/Apia")  # fmt: skip


def china(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Asia/Shanghai"))


def works(moment: datetime, calendar: Calendar) -> bool:
    """What the clock on the wall says, taken literally."""
    wall = moment.astimezone(ZoneInfo(calendar.zone))
    minute = wall.hour * 60 + wall.minute
    if any(first <= wall.date() <= last for first, last in calendar.holidays):
        return False
    return any(first <= minute < last for first, last in calendar.week[wall.weekday()])


def walked(start: datetime, minutes: int, calendar: Calendar) -> datetime | None:
    """Minute by minute, for at most ten days."""
    moment, left = start, minutes
    for _ in range(10 * 1440):
        if left == 0:
            return moment
        left -= works(moment, calendar)
        moment += MINUTE
    return None


@pytest.mark.rule("MSG-06")
@pytest.mark.parametrize(
    ("asked", "until"),
    [
        ("2026-03-02T10:00", "2026-03-02T12:00"),  # a Monday
        ("2026-03-02T08:00", "2026-03-02T11:00"),  # before work
        ("2026-03-02T21:00", "2026-03-03T10:00"),  # one hour today, one tomorrow
        ("2026-03-02T20:00", "2026-03-02T22:00"),  # to the very end
        ("2026-03-06T21:30", "2026-03-09T10:30"),  # Friday evening to Monday
        ("2026-03-07T12:00", "2026-03-09T11:00"),  # a Saturday
    ],
)
def test_two_hours_of_working_time_in_china(asked: str, until: str) -> None:
    assert due(china(asked), timedelta(hours=2), STANDARD) == china(until)


@pytest.mark.rule("MSG-06")
def test_holidays_and_several_spans_a_day() -> None:
    week = (read_day("09:00-12:00 13:30-18:00") or (),) * 7
    calendar = Calendar("Asia/Shanghai", week, ((date(2026, 10, 1), date(2026, 10, 7)),))
    assert due(china("2026-09-30T17:00"), timedelta(hours=2), calendar) == china("2026-10-08T10:00")
    assert due(china("2026-10-08T11:00"), timedelta(hours=2), calendar) == china("2026-10-08T14:30")


@pytest.mark.rule("MSG-06")
def test_the_night_in_which_the_clocks_change() -> None:
    """In Madrid 02:30 does not exist on 29 March 2026, and exists twice on 25 October 2026."""
    calendar = Calendar("Europe/Madrid", (((60, 240),),) * 7)  # one to four in the morning
    assert due(datetime(2026, 3, 29, 0, 0, tzinfo=UTC), timedelta(hours=2), calendar) == datetime(
        2026, 3, 29, 2, 0, tzinfo=UTC
    )
    assert passed(datetime(2026, 3, 28, 23, 0, tzinfo=UTC), datetime(2026, 3, 29, 12, 0, tzinfo=UTC), calendar) == (
        timedelta(hours=2)
    )
    assert passed(datetime(2026, 10, 24, 22, 0, tzinfo=UTC), datetime(2026, 10, 25, 12, 0, tzinfo=UTC), calendar) == (
        timedelta(hours=4)
    )


def test_a_calendar_without_work_comes_to_an_end() -> None:
    never = Calendar("UTC", ((),) * 7)
    start = datetime(2026, 1, 1, tzinfo=UTC)
    assert due(start, timedelta(hours=2), never) > start + timedelta(days=399)


_EDGE = st.integers(0, 288).map(lambda step: step * 5)


@st.composite
def days(draw: st.DrawFn) -> tuple[tuple[int, int], ...]:
    edges = sorted(set(draw(st.lists(_EDGE, max_size=6))))
    return tuple(zip(edges[::2], edges[1::2], strict=False))


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    week = tuple(draw(days()) for _ in range(7))
    return Calendar(draw(st.sampled_from(ZONES)), week, ((date(2026, 3, 30), date(2026, 3, 31)),))


# Around changes of the clocks in the north and the south, and plain days.
_STARTS = st.sampled_from(
    [datetime(2026, 3, 7, tzinfo=UTC), datetime(2026, 3, 28, tzinfo=UTC), datetime(2026, 4, 4, tzinfo=UTC),
     datetime(2026, 10, 3, tzinfo=UTC), datetime(2026, 10, 24, tzinfo=UTC), datetime(2026, 10, 31, tzinfo=UTC),
     datetime(2011, 12, 29, tzinfo=UTC), datetime(2026, 7, 1, tzinfo=UTC)]
)  # fmt: skip


@pytest.mark.rule("MSG-06")
@settings(max_examples=150, deadline=None)
@given(calendars(), _STARTS, st.integers(0, 2880), st.integers(1, 600))
def test_it_agrees_with_a_walk_minute_by_minute(calendar: Calendar, day: datetime, late: int, minutes: int) -> None:
    start = day + late * MINUTE
    expected = walked(start, minutes, calendar)
    found = due(start, minutes * MINUTE, calendar)
    if expected is None:
        assert found > start + timedelta(days=9)
    else:
        assert found == expected
        assert passed(start, found, calendar) == minutes * MINUTE


@given(days())
def test_hours_are_read_as_they_are_written(day: tuple[tuple[int, int], ...]) -> None:
    assert in_order(day)
    assert read_day(write_day(day)) == day


@pytest.mark.parametrize("text", ["9-12", "12:00-09:00", "09:00-12:00 11:00-13:00", "09:00-25:00", "09:00-24:30", "x"])
def test_hours_that_make_no_sense_are_none(text: str) -> None:
    assert read_day(text) is None


def test_a_week_in_a_line() -> None:
    week = read_week("mon-fri 09:00-22:00; sat 10:00-14:00")
    assert week == ((((540, 1320),),) * 5) + (((600, 840),), ())
    assert read_week("noday 09:00-10:00") is None
