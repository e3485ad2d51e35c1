"""Waits, their due times and their marks (MSG-06, MSG-07)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from kontor.contexts.messaging.errors import AutomaticTwice, BuyerWaits, HoursTooFew, HoursWrong
from kontor.contexts.messaging.jobs import mark_due
from kontor.contexts.messaging.models import ClockMiss
from kontor.contexts.messaging.queries import inbox
from kontor.contexts.messaging.queries.figures import figures
from kontor.contexts.messaging.services.change_auto_reply import change_auto_reply
from kontor.contexts.messaging.services.change_settings import SettingsChange, change_settings
from kontor.contexts.messaging.services.resolve import resolve
from kontor.contexts.messaging.tests.written import Talk, findings, row
from kontor.contexts.sellers.models import Holiday
from kontor.kernel import clock
from kontor.kernel.clock import moved
from kontor.kernel.ids import new_id
from kontor.platform import events
from kontor.platform.events.models import OutboxEvent

MONDAY = datetime(2026, 6, 1, 2, 0, tzinfo=UTC)  # 10:00 in China


@pytest.fixture(autouse=True)
def _monday() -> Iterator[None]:
    with moved(MONDAY - clock.now()):
        yield


def marks() -> list[tuple[str, int]]:
    """Kinds, and after how many minutes of waiting they were due."""
    rows = ClockMiss.objects.order_by("due_at")
    return [(each.kind, round((each.due_at - each.waiting_since) / timedelta(minutes=1))) for each in rows]


def told(name: str) -> int:
    return OutboxEvent.objects.filter(name=name).count()


@pytest.mark.rule("MSG-06")
def test_an_answer_in_time_leaves_no_mark(talk: Talk) -> None:
    asked = talk.ask()
    assert row(asked).due_at - asked.at == timedelta(hours=2)
    with moved(timedelta(minutes=119)):
        mark_due()
        said = talk.answer(asked.conversation_id)
    with moved(timedelta(days=3)):
        mark_due()
    assert marks() == []
    found = figures(talk.store.id, asked.at)
    assert (found.waits, found.slow, found.unanswered, found.median_s) == (1, 0, 0, 119 * 60)
    assert said.position == 2


@pytest.mark.rule("MSG-06", "MSG-07")
def test_two_working_hours_and_a_day_are_marked_once_each(talk: Talk) -> None:
    asked = talk.ask()
    for hours in (2.1, 2.1, 24.1, 24.1, 60):
        with moved(timedelta(hours=hours)):
            mark_due()
    assert marks() == [("slow", 120), ("unanswered", 24 * 60)]
    assert (told("messaging.slow"), told("messaging.unanswered")) == (1, 1)
    assert row(asked).check_at is None
    found = figures(talk.store.id, asked.at)
    assert (found.slow_bp, found.unanswered_bp) == (10_000, 10_000)


@pytest.mark.rule("MSG-06")
def test_an_answer_that_comes_before_the_sweep_marks_its_own_lateness(talk: Talk) -> None:
    asked = talk.ask()
    with moved(timedelta(hours=3)):
        talk.answer(asked.conversation_id)
        mark_due()
    assert marks() == [("slow", 120)]
    with moved(timedelta(hours=4)):
        talk.answer(asked.conversation_id, "And more?", viewer=talk.buyer)
    with moved(timedelta(hours=7)):
        mark_due()
    assert marks() == [("slow", 120), ("slow", 120)]


@pytest.mark.rule("MSG-07")
def test_a_weekend_is_unanswered_before_it_is_slow(talk: Talk) -> None:
    with moved(timedelta(days=5)):  # Saturday 10:00
        asked = talk.ask()
        assert row(asked).due_at == datetime(2026, 6, 8, 3, 0, tzinfo=UTC)  # Monday 11:00
    with moved(timedelta(days=6, hours=1)):
        mark_due()
        assert [kind for kind, _minutes in marks()] == ["unanswered"]
    with moved(timedelta(days=7, hours=2)):
        mark_due()
        mark_due()
    assert [kind for kind, _minutes in marks()] == ["unanswered", "slow"]


@pytest.mark.rule("MSG-07")
def test_only_a_person_stops_the_clock(talk: Talk) -> None:
    change_auto_reply(viewer=talk.seat, on=True)
    asked = talk.ask()
    events.drain()
    assert row(asked).store_author == "automatic"
    with pytest.raises(AutomaticTwice):  # MSG-11
        talk.answer(asked.conversation_id, "A robot says hello.", program_id=new_id(), automatic=True)
    with pytest.raises(BuyerWaits):
        resolve(viewer=talk.seat, conversation_id=asked.conversation_id)
    with moved(timedelta(hours=25)):
        mark_due()
    assert [kind for kind, _minutes in marks()] == ["slow", "unanswered"]
    talk.answer(asked.conversation_id, program_id=new_id())
    assert row(asked).waiting_since is None
    resolve(viewer=talk.seat, conversation_id=asked.conversation_id)
    assert row(asked).state == "resolved"
    talk.answer(asked.conversation_id, "One more thing", viewer=talk.buyer)
    assert row(asked).state == "open"


@pytest.mark.rule("MSG-06")
def test_further_messages_do_not_move_the_due_time(talk: Talk) -> None:
    asked = talk.ask()
    with moved(timedelta(hours=1)):
        talk.answer(asked.conversation_id, "Hello?", viewer=talk.buyer)
    assert row(asked).due_at - asked.at == timedelta(hours=2)
    assert row(asked).waiting_id == asked.message_id


@pytest.mark.rule("MSG-06")
def test_the_stores_own_hours_and_holidays_hold(talk: Talk) -> None:
    madrid = [[(540, 780), (960, 1200)]] * 7
    change_settings(viewer=talk.seat, change=SettingsChange(hours=madrid, calendar_zone="Europe/Madrid"))
    asked = talk.ask()  # 04:00 in Madrid
    assert row(asked).due_at == datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
    Holiday.objects.create(store=talk.store, first_day=MONDAY.date(), last_day=MONDAY.date() + timedelta(days=1))
    change_settings(viewer=talk.seat, change=SettingsChange(contact_seller=True))
    other = talk.ask("And you?", viewer=talk.another_buyer())
    assert row(other).due_at == datetime(2026, 6, 3, 9, 0, tzinfo=UTC)


@pytest.mark.rule("MSG-06")
def test_nobody_works_an_hour_a_week(talk: Talk) -> None:
    with pytest.raises(HoursTooFew):
        change_settings(viewer=talk.seat, change=SettingsChange(hours=[[(540, 600)], *[[]] * 6]))
    with pytest.raises(HoursWrong):
        change_settings(viewer=talk.seat, change=SettingsChange(hours=[[(600, 540)], *[[]] * 6]))


@pytest.mark.rule("MSG-06")
def test_the_inbox_shows_what_is_due_first(talk: Talk) -> None:
    early = talk.ask("First")
    with moved(timedelta(minutes=30)):
        late = talk.ask("Second", viewer=talk.another_buyer())
        done = talk.ask("Third", viewer=talk.another_buyer())
        talk.answer(done.conversation_id)
    shown = inbox.inbox(talk.seat)
    assert [each.id for each in shown] == [early.conversation_id, late.conversation_id, done.conversation_id]
    assert [each.due_at is not None for each in shown] == [True, True, False]
    with moved(timedelta(hours=3)):
        assert [each.overdue for each in inbox.inbox(talk.seat)] == [True, True, False]
        assert inbox.first_due(talk.seat) == early.at + timedelta(hours=2)


@pytest.mark.rule("MSG-06")
def test_marks_are_final(talk: Talk) -> None:
    talk.ask()
    with moved(timedelta(hours=3)):
        mark_due()
    with pytest.raises(DatabaseError, match="stays"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE messaging_clockmiss SET kind = 'unanswered'")
    with pytest.raises(DatabaseError, match="stays"), transaction.atomic():
        ClockMiss.objects.all().delete()
    assert marks() == [("slow", 120)]
    assert findings() == []
