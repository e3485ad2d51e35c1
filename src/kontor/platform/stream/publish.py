"""Telling listeners that something changed."""

from __future__ import annotations

import json
from collections.abc import Iterable
from uuid import UUID

from django.db import connection, transaction

CHANNEL = "kontor_stream"
_TELL = "SELECT pg_notify(%s, payload) FROM unnest(%s::text[]) AS said (payload)"

Hint = tuple[str, str, UUID | int | str]  # topic, name of what happened, id of the thing


def publish(topic: str, name: str, identity: UUID | int | str = "") -> None:
    """Tell who listens to `topic` that `name` happened to the thing called `identity`.

    Sent after the commit, in a statement of its own: NOTIFY inside a transaction would make commits wait for
    each other. Best called from a reaction. What is lost in a crash between the two is only a hint: pages
    show the truth when they load.
    """
    publish_many([(topic, name, identity)])


def publish_many(hints: Iterable[Hint]) -> None:
    """The same for many at once, with one statement; what happened in a topic several times is told once, the last."""
    last = {(topic, name): str(identity) for topic, name, identity in hints}
    if not last:
        return
    payloads = [
        json.dumps({"t": topic, "e": name, "i": identity}, separators=(",", ":"))
        for (topic, name), identity in last.items()
    ]

    def tell() -> None:
        with connection.cursor() as cursor:
            cursor.execute(_TELL, [CHANNEL, payloads])

    transaction.on_commit(tell, robust=True)
