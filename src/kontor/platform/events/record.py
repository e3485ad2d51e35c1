"""Writing facts into the outbox, in the transaction that makes them true."""

from __future__ import annotations

import json

from django.db import connection

from kontor.kernel.clock import now
from kontor.kernel.events import Event
from kontor.kernel.ids import new_id
from kontor.platform.events import body

_INSERT = """
INSERT INTO platform_outbox
    (key, id, position, name, body, recorded_at, due_at, attempts, pending, parked, error)
SELECT key, id, nextval('platform_outbox_position'), name, body, %s, %s, 0, true, false, ''
FROM unnest(%s::uuid[], %s::uuid[], %s::text[], %s::jsonb[]) AS fresh (key, id, name, body)
"""


def record(*events: Event) -> None:
    """Record `events`, in their order, with one statement.

    Call it inside `transaction.atomic`: the facts are true when, and only when, it commits. Nothing is
    notified from here, because NOTIFY makes all commits of a database queue up; the relay looks by itself.
    """
    if not events:
        return
    moment = now()
    with connection.cursor() as cursor:
        cursor.execute(
            _INSERT,
            [
                moment,
                moment,
                [event.key for event in events],
                [new_id(moment) for _ in events],
                [event.name for event in events],
                [json.dumps(body.write(event)) for event in events],
            ],
        )
