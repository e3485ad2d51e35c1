"""The outbox: all or nothing, in order, once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, ClassVar
from uuid import UUID

import pytest
from django.db import connection, transaction

from kontor.kernel import clock
from kontor.kernel.events import Event
from kontor.kernel.ids import new_id
from kontor.platform import events
from kontor.platform.events import deliver, reactions
from kontor.platform.events.models import Delivery, OutboxEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class Rang(Event):
    name: ClassVar[str] = "tests.rang"
    number: int
    who: UUID | None = None
    parts: tuple[UUID, ...] = ()


@pytest.fixture
def heard() -> Iterator[list[int]]:
    numbers: list[int] = []

    def listen(event: Rang) -> None:
        if event.number < 0:
            raise ValueError("too low")
        numbers.append(event.number)

    events.react(Rang)(listen)
    yield numbers
    reactions.forget(Rang)


@pytest.mark.django_db
def test_recorded_facts_are_delivered_in_order_and_once(heard, django_assert_num_queries):
    key = new_id()
    with django_assert_num_queries(1):
        events.record(*(Rang(key=key, number=n) for n in range(50)))

    assert events.drain() == 50
    assert events.drain() == 0
    assert heard == list(range(50))
    assert Delivery.objects.count() == 50


@pytest.mark.django_db
def test_a_fact_of_a_transaction_that_failed_never_was(heard):
    with suppress(RuntimeError), transaction.atomic():
        events.record(Rang(key=new_id(), number=1))
        raise RuntimeError
    assert events.drain() == 0
    assert heard == []


@pytest.mark.django_db
def test_fields_come_back_as_they_went():
    key, who, part = new_id(), new_id(), new_id()
    seen: list[Rang] = []
    events.react(Rang)(_appender(seen))
    try:
        events.record(Rang(key=key, number=7, who=who, parts=(part,)))
        events.drain()
    finally:
        reactions.forget(Rang)
    assert seen == [Rang(key=key, number=7, who=who, parts=(part,))]


def _appender(seen: list[Rang]):
    def remember(event: Rang) -> None:
        seen.append(event)

    return remember


@pytest.mark.django_db
def test_a_failure_holds_back_its_key_alone_and_is_parked_after_ten_tries(heard):
    bad, good = new_id(), new_id()
    events.record(Rang(key=bad, number=-1), Rang(key=bad, number=2), Rang(key=good, number=3))

    assert events.drain(raising=False) == 1
    assert heard == [3]

    for _ in range(deliver.GIVE_UP_AFTER):
        with clock.moved(timedelta(hours=1)):
            OutboxEvent.objects.update(due_at=clock.now() - timedelta(hours=2))
            events.drain(raising=False)
    parked = OutboxEvent.objects.get(parked=True)
    assert parked.body["number"] == -1
    assert parked.error == "ValueError: too low"
    assert parked.pending is False

    events.drain(raising=False)
    assert heard == [3, 2]


@pytest.mark.django_db
def test_a_redelivery_after_a_crash_finds_its_proof(heard):
    events.record(Rang(key=new_id(), number=5))
    events.drain()
    with connection.cursor() as cursor:  # the relay died before it wrote down what it had done
        cursor.execute("UPDATE platform_outbox SET pending = true")
    events.drain()
    assert heard == [5]


@pytest.fixture
def told() -> Iterator[list[list[int]]]:
    rounds: list[list[int]] = []

    def tell(facts: Sequence[Rang]) -> None:
        if any(fact.number < 0 for fact in facts):
            raise ValueError("too low")
        rounds.append([fact.number for fact in facts])

    events.react_together(Rang)(tell)
    yield rounds
    reactions.forget(Rang)


@pytest.mark.django_db
def test_a_reaction_to_many_gets_all_at_once_and_each_once(told):
    events.record(*(Rang(key=new_id(), number=n) for n in range(5)))
    assert events.drain() == 5
    events.record(Rang(key=new_id(), number=5))
    events.drain()
    assert told == [[0, 1, 2, 3, 4], [5]]
    assert not Delivery.objects.exists()  # that the events have ended is the proof


@pytest.mark.django_db
def test_what_another_relay_has_just_ended_is_not_told_again(told):
    events.record(*(Rang(key=new_id(), number=n) for n in range(3)))
    waiting = [
        deliver.Waiting(event.key, event.id, event.name, event.body, event.attempts)
        for event in OutboxEvent.objects.order_by("position")
    ]
    OutboxEvent.objects.filter(id=waiting[1].id).update(pending=False)
    deliver.deliver(waiting)
    deliver.deliver(waiting)
    assert told == [[0, 2]]


@pytest.mark.django_db
def test_events_end_with_what_follows_from_them_or_not_at_all(told):
    events.record(Rang(key=new_id(), number=-1))
    events.drain(raising=False)
    assert OutboxEvent.objects.get().pending
    assert told == []


@pytest.mark.django_db
def test_one_bad_fact_among_many_holds_back_its_key_alone(told):
    bad = new_id()
    events.record(Rang(key=new_id(), number=1), Rang(key=bad, number=-1), Rang(key=bad, number=2))
    assert events.drain(raising=False) == 1
    assert told == [[1]]
    assert OutboxEvent.objects.get(attempts=1).error == "ValueError: too low"


@pytest.mark.django_db
def test_many_that_wait_are_walked_a_fixed_number_of_times(heard):
    many = 400
    events.record(*(Rang(key=new_id(), number=n) for n in range(5 * many)))
    with connection.cursor() as cursor:
        # PostgreSQL takes the outbox for empty, as it nearly always is when it looks, and joins it row by row.
        cursor.execute("UPDATE platform_outbox SET pending = false")
        cursor.execute("ANALYZE platform_outbox")
        events.record(*(Rang(key=new_id(), number=n) for n in range(many)))
        values = {"now": clock.now(), "keys": None, "limit": many}
        cursor.execute("EXPLAIN (ANALYZE, FORMAT json) " + deliver.DUE, values)
        plan = cursor.fetchone()[0][0]["Plan"]
    assert sum(_walked(plan)) <= 4 * many  # once for those that are due, once for those that hold others back


def _walked(node: dict[str, Any]) -> Iterator[float]:
    """Rows that the scans of a plan looked at."""
    if "Scan" in node["Node Type"]:
        yield (node["Actual Rows"] + node.get("Rows Removed by Filter", 0)) * node["Actual Loops"]
    for part in node.get("Plans", ()):
        yield from _walked(part)
