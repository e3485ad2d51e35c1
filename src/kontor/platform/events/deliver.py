"""Delivering facts: to each subscriber once, in the order of their key.

A subscriber that takes one event has a transaction of its own, and leaves a proof in it. Those that take many share
one for the whole batch, in which the events also end: that is their proof. It is tried again event by event where it
fails.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from kontor.kernel.clock import now
from kontor.kernel.events import Event
from kontor.platform.events import body
from kontor.platform.events.reactions import Subscriber, class_of, subscribers

log = logging.getLogger(__name__)

GIVE_UP_AFTER = 10  # attempts; with the waits below about 17 minutes
LONGEST_WAIT = timedelta(minutes=10)

# An event is due when its time has come and no earlier one of its key is still waiting for its own. Those that wait
# are few, and looked for once: asked for each event, all that is pending would be walked again and again.
HELD = """
WITH held AS MATERIALIZED (
    SELECT key, min(position) AS position FROM platform_outbox WHERE pending AND due_at > %(now)s GROUP BY key
)
SELECT event.key, event.id, event.name, event.body, event.attempts
FROM platform_outbox AS event LEFT JOIN held ON held.key = event.key AND held.position < event.position
WHERE event.pending AND event.due_at <= %(now)s AND held.key IS NULL
"""
DUE = (
    HELD
    + """
AND (%(keys)s::uuid[] IS NULL OR event.key = ANY(%(keys)s::uuid[])) ORDER BY event.position LIMIT %(limit)s
"""
)
_DONE = """
UPDATE platform_outbox SET pending = false, error = ''
WHERE (key, id) IN (SELECT * FROM unnest(%s::uuid[], %s::uuid[])) AND pending RETURNING id
"""
_LATER = """
UPDATE platform_outbox SET attempts = attempts + 1, error = %s, due_at = %s, pending = %s, parked = %s
WHERE key = %s AND id = %s
"""
_PROOF = "INSERT INTO platform_delivery (key, event_id, subscriber) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A row of the outbox on its way."""

    key: UUID
    id: UUID
    name: str
    body: dict[str, Any]
    attempts: int


@dataclass(slots=True)
class Outcome:
    """What became of a batch: delivered rows, and those that failed with what."""

    done: list[Waiting]
    failed: list[tuple[Waiting, Exception]]


def deliver(batch: Iterable[Waiting], *, until: datetime | None = None) -> Outcome:
    """Give each event of `batch` to its subscribers; after a failure the rest of its key waits.

    Args:
        until: stop taking further events once this moment has passed.
    """
    outcome = Outcome([], [])
    blocked: set[UUID] = set()
    ready: list[Waiting] = []
    for event in batch:
        if until is not None and now() > until:
            break
        if event.key in blocked:
            continue
        try:
            for subscriber in subscribers(event.name):
                if not subscriber.together:
                    _deliver_to(subscriber, event)
        except Exception as error:
            log.exception("event %s %s was not delivered", event.name, event.id)
            blocked.add(event.key)
            outcome.failed.append((event, error))
        else:
            ready.append(event)
    try:
        _end(ready)
    except Exception:
        log.exception("%s events could not be delivered together; each is tried alone", len(ready))
        _end_each(ready, outcome)
    else:
        outcome.done += ready
    return outcome


def _deliver_to(subscriber: Subscriber, event: Waiting) -> None:
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(_PROOF, [event.key, event.id, subscriber.name])
            if cursor.rowcount == 0:
                return  # has had it, before a crash
        subscriber.call(body.read(class_of(event.name), event.body))


def _end(events: Sequence[Waiting]) -> None:
    """Give `events` to the subscribers that take many, and end them, in one transaction."""
    if not events:
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(_DONE, [[event.key for event in events], [event.id for event in events]])
            fresh = {identity for (identity,) in cursor.fetchall()}
        shares: dict[str, tuple[Subscriber, list[Event]]] = {}
        for event in events:
            takers = [subscriber for subscriber in subscribers(event.name) if subscriber.together]
            if event.id in fresh and takers:
                fact = body.read(class_of(event.name), event.body)
                for subscriber in takers:
                    shares.setdefault(subscriber.name, (subscriber, []))[1].append(fact)
        for subscriber, share in shares.values():
            subscriber.call(share)


def _end_each(events: Sequence[Waiting], outcome: Outcome) -> None:
    blocked: set[UUID] = set()
    for event in events:
        if event.key in blocked:
            continue
        try:
            _end([event])
        except Exception as error:
            log.exception("event %s %s was not delivered", event.name, event.id)
            blocked.add(event.key)
            outcome.failed.append((event, error))
        else:
            outcome.done.append(event)


def settle(cursor: Any, outcome: Outcome) -> None:
    """Write down which events of a batch failed, and when they are tried again."""
    for event, error in outcome.failed:
        parked = event.attempts + 1 >= GIVE_UP_AFTER
        wait = min(timedelta(seconds=2**event.attempts), LONGEST_WAIT)
        cursor.execute(_LATER, [_said(error), now() + wait, not parked, parked, event.key, event.id])


def _said(error: Exception) -> str:
    """The error's first line: what follows, a database's detail above all, may hold values of rows."""
    return f"{type(error).__name__}: {error}".split("\n", maxsplit=1)[0][:2000]


def drain(*, raising: bool = True, limit: int = 100_000) -> int:
    """Deliver everything that is due now, and what follows from it, in this process. For tests and commands.

    Args:
        raising: let the first failure through instead of leaving it for another try.

    Returns:
        How many events were delivered.
    """
    delivered = 0
    while delivered < limit:
        with connection.cursor() as cursor:
            cursor.execute(DUE, {"now": now(), "keys": None, "limit": 500})
            batch = [Waiting(*row) for row in _rows(cursor)]
            if not batch:
                return delivered
            outcome = deliver(batch)
            settle(cursor, outcome)
        if raising and outcome.failed:
            raise outcome.failed[0][1]
        delivered += len(outcome.done)
    raise RuntimeError("events do not come to rest: a reaction keeps recording new ones")


def _rows(cursor: Any) -> list[tuple[Any, ...]]:
    return [
        (key, identity, name, json.loads(text) if isinstance(text, str) else text, attempts)
        for key, identity, name, text, attempts in cursor.fetchall()
    ]
