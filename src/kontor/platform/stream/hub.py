"""Who listens to what in this process, and the one database connection that hears for all of them."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import psycopg

from kontor.kernel import clock
from kontor.platform.stream.publish import CHANNEL

log = logging.getLogger(__name__)

BACKLOG = 100  # messages that a slow reader may be behind before it is let go; it connects again by itself
AGAIN = 1.0  # seconds before listening again after the database was lost
REMEMBERED = 60.0  # seconds for which the last word of a topic is kept for pages that are only connecting
_SLACK = 1.0  # a page is read before its token is made, and tokens count whole seconds

Mailbox = asyncio.Queue[bytes | None]


def moment() -> str:
    """The field by which a page knows up to when it was told; it names it when its line comes back."""
    return f"id: {clock.now().timestamp():.3f}"


def _look_again() -> bytes:
    return f"event: refresh\ndata: {{}}\n{moment()}\n\n".encode()


class Hub:
    """Fans notifications out to the open streams."""

    def __init__(self, database: dict[str, Any]) -> None:
        self._database = database
        self._listeners: defaultdict[str, set[Mailbox]] = defaultdict(set)
        self._last: dict[str, tuple[float, bytes]] = {}  # by topic, the oldest first
        self._hears_from: float | None = None  # since when nothing has escaped it; None while the database is not heard

    def join(self, topics: list[str]) -> Mailbox:
        """A mailbox that hears `topics`."""
        mailbox: Mailbox = asyncio.Queue(BACKLOG)
        for topic in topics:
            self._listeners[topic].add(mailbox)
        return mailbox

    def missed(self, since: Mapping[str, float]) -> list[bytes]:
        """What was said before a page listens, but after it was read or its line broke: it would never be told.

        Args:
            since: by topic, up to when the page knows what was said, in seconds of the epoch.

        Returns:
            The last word of each topic; one `refresh` where more was said, perhaps, than is remembered. Nothing while
            the database is not heard: as soon as it is, everybody is told to look again.
        """
        self._forget()
        if self._hears_from is None:
            return []
        if min(since.values()) - _SLACK < max(self._hears_from, clock.now().timestamp() - REMEMBERED):
            return [_look_again()]
        last = {topic: self._last.get(topic, (0.0, b"")) for topic in since}
        return [message for topic, (at, message) in last.items() if at >= since[topic] - _SLACK]

    def leave(self, topics: list[str], mailbox: Mailbox) -> None:
        """Stop hearing."""
        for topic in topics:
            self._listeners[topic].discard(mailbox)
            if not self._listeners[topic]:
                del self._listeners[topic]

    def count(self) -> int:
        """Open streams."""
        return len({mailbox for several in self._listeners.values() for mailbox in several})

    async def listen(self) -> None:
        """Hear the database for ever; after a gap everybody is told to look again."""
        while True:
            try:
                async with await psycopg.AsyncConnection.connect(**self._database, autocommit=True) as connection:
                    await connection.execute(f"LISTEN {CHANNEL}")
                    self.begin()
                    async for notice in connection.notifies():
                        self.hear(notice.payload)
            except psycopg.Error as error:
                log.warning("the stream lost the database: %s", error)
            self._hears_from = None
            await asyncio.sleep(AGAIN)

    def begin(self) -> None:
        """The database is heard from now on. What was said before is not known: who is there looks again."""
        self._hears_from = clock.now().timestamp()
        self._to_all(_look_again())

    def hear(self, payload: str) -> None:
        """Pass one notification on."""
        with contextlib.suppress(ValueError, KeyError):
            said = json.loads(payload)
            data = json.dumps({"topic": said["t"], "id": said["i"]})
            message = f"event: {said['e']}\ndata: {data}\n{moment()}\n\n".encode()
            self._last.pop(said["t"], None)
            self._last[said["t"]] = (clock.now().timestamp(), message)
            self._forget()
            for mailbox in tuple(self._listeners.get(said["t"], ())):
                self._put(mailbox, message)

    def _forget(self) -> None:
        oldest = clock.now().timestamp() - REMEMBERED
        while self._last and next(iter(self._last.values()))[0] < oldest:
            del self._last[next(iter(self._last))]

    def close(self) -> None:
        """Let all streams end."""
        for several in tuple(self._listeners.values()):
            for mailbox in tuple(several):
                self._let_go(mailbox)

    def _to_all(self, message: bytes) -> None:
        for mailbox in {mailbox for several in self._listeners.values() for mailbox in several}:
            self._put(mailbox, message)

    def _put(self, mailbox: Mailbox, message: bytes) -> None:
        try:
            mailbox.put_nowait(message)
        except asyncio.QueueFull:
            self._let_go(mailbox)

    def _let_go(self, mailbox: Mailbox) -> None:
        while not mailbox.empty():
            mailbox.get_nowait()
        mailbox.put_nowait(None)
