"""The relay: looks for undelivered facts and delivers them. Any number of processes may run one.

A relay takes a *lane* (a sixteenth of all keys) for the length of one batch with an advisory lock, so that two
relays never deliver events of one key at once and order within a key holds; a dead relay frees its lane by dying.
"""

from __future__ import annotations

import logging
import random
import threading
from datetime import timedelta
from typing import Any

import psycopg
from django.db import close_old_connections, connection

from kontor.kernel.clock import now
from kontor.platform.events.deliver import HELD, Waiting, deliver, settle

log = logging.getLogger(__name__)

IDLE = 0.05  # seconds between looks when there is nothing
GATHER = 0.3  # seconds after a batch that was not full: many facts together cost a third of many one by one
GATHER_MORE = 0.6  # after one that shows that there is a crowd; who waits for its news waits this long at most
TROUBLE = 1.0  # seconds before trying again when the database does not answer
BATCH = 500
SMALL_BATCH = 50
ALONE = 250  # so many are one relay's work; of more it leaves half to others
LONGEST_BATCH = timedelta(seconds=2)
LANES = 16
_CLASS = 7305  # of our advisory locks; any constant

_LANES_DUE = """
SELECT lane, count(*) FROM (
    SELECT get_byte(uuid_send(key), 15) %% 16 AS lane FROM platform_outbox
    WHERE pending AND due_at <= %s ORDER BY position LIMIT 1000
) AS waiting GROUP BY lane
"""
_TAKE = "SELECT lane FROM unnest(%s::int[]) AS wanted (lane) WHERE pg_try_advisory_xact_lock(%s, lane)"
_DUE_IN_LANE = (
    HELD
    + """
AND get_byte(uuid_send(event.key), 15) %% 16 = ANY(%(lanes)s) ORDER BY event.position LIMIT %(limit)s
"""
)


class Relay:
    """Runs until `stop` is set. Call `run` in a thread of its own."""

    def __init__(self, stop: threading.Event) -> None:
        self.stop = stop
        self._own: psycopg.Connection[Any] | None = None

    def run(self) -> None:
        while not self.stop.is_set():
            try:
                worked = self.once()
            except Exception:
                log.exception("the relay lost its footing and starts again")
                self._close()
                self.stop.wait(TROUBLE)
                continue
            if worked < BATCH:
                self.stop.wait(_rest(worked))
        self._close()

    def once(self) -> int:
        """Deliver one batch.

        Returns:
            How many events it took.
        """
        own = self._connection()
        with own.transaction(), own.cursor() as cursor:
            due = cursor.execute(_LANES_DUE, [now()]).fetchall()
            lanes = self._take(cursor, _share(due)) if due else []
            if not lanes:
                return 0
            rows = cursor.execute(_DUE_IN_LANE, {"now": now(), "lanes": lanes, "limit": BATCH}).fetchall()
            batch = [Waiting(*row) for row in rows]
            outcome = deliver(batch, until=now() + LONGEST_BATCH)
            settle(cursor, outcome)
        return len(batch)

    def _take(self, cursor: psycopg.Cursor[Any], lanes: list[int]) -> list[int]:
        return [lane for (lane,) in cursor.execute(_TAKE, [lanes, _CLASS]).fetchall()]

    def _connection(self) -> psycopg.Connection[Any]:
        """The connection that holds the lanes; the subscribers work on Django's."""
        if self._own is None or self._own.closed:
            close_old_connections()
            parameters = connection.get_connection_params()
            parameters.pop("cursor_factory", None)
            parameters.pop("context", None)
            self._own = psycopg.connect(**parameters, autocommit=True)
        return self._own

    def _close(self) -> None:
        if self._own is not None:
            self._own.close()
            self._own = None
        connection.close()


def _rest(worked: int) -> float:
    """Seconds until the next look, after a batch of so many."""
    if not worked:
        return IDLE
    return GATHER_MORE if worked >= SMALL_BATCH else GATHER


def _share(due: list[tuple[int, int]]) -> list[int]:
    """Lanes to try for: all that one relay does in a moment, and half of what waits when that is more."""
    random.shuffle(due)  # so that several relays do not all try the same first
    waiting_in_all = sum(waiting for _, waiting in due)
    enough, lanes = waiting_in_all if waiting_in_all <= ALONE else waiting_in_all // 2, list[int]()
    for lane, waiting in due:
        if enough <= 0:
            break
        lanes.append(lane)
        enough -= waiting
    return lanes
