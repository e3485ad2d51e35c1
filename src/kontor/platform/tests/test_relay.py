"""Several relays at work: nothing lost, nothing twice, order kept within a key."""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import pytest
from django.db import connection

from kontor.kernel.events import Event
from kontor.kernel.ids import new_id
from kontor.platform import events
from kontor.platform.events import reactions
from kontor.platform.events.models import OutboxEvent
from kontor.platform.events.relay import Relay


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted(Event):
    name: ClassVar[str] = "tests.counted"
    number: int


@pytest.fixture
def heard() -> Iterator[defaultdict]:
    numbers: defaultdict = defaultdict(list)

    def listen(event: Counted) -> None:
        numbers[event.key].append(event.number)

    events.react(Counted)(listen)
    yield numbers
    reactions.forget(Counted)


@pytest.mark.django_db(transaction=True)
def test_three_relays_deliver_each_fact_once_and_in_order(heard):
    keys = [new_id() for _ in range(12)]
    stop = threading.Event()
    relays = [threading.Thread(target=Relay(stop).run) for _ in range(3)]
    for relay in relays:
        relay.start()
    started = time.monotonic()
    for number in range(20):
        events.record(*(Counted(key=key, number=number) for key in keys))
    while OutboxEvent.objects.filter(pending=True).exists() and time.monotonic() - started < 20:
        connection.close()
        threading.Event().wait(0.02)
    stop.set()
    for relay in relays:
        relay.join(5)
    assert dict(heard) == {key: list(range(20)) for key in keys}
