"""Telling listeners that something changed."""

from __future__ import annotations

import json
from uuid import UUID

from django.db import connection, transaction

CHANNEL = "kontor_stream"


def publish(topic: str, name: str, identity: UUID | int | str = "") -> None:
    """Tell who listens to `topic` that `name` happened to the thing called `identity`.

    Sent after the commit, in a statement of its own: NOTIFY inside a transaction would make commits wait for
    each other. Best called from a reaction. What is lost in a crash between the two is only a hint: pages
    show the truth when they load.
    """
    payload = json.dumps({"t": topic, "e": name, "i": str(identity)}, separators=(",", ":"))

    def tell() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, payload])

    transaction.on_commit(tell, robust=True)
