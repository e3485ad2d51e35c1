"""Writing facts into the outbox, in the transaction that makes them true."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydantic_core import to_json

from kontor.kernel.clock import now
from kontor.kernel.events import Event
from kontor.kernel.ids import new_id
from kontor.platform.database import rows
from kontor.platform.database.rows import Beside
from kontor.platform.events import body

_FACTS = """
INSERT INTO platform_outbox
    (key, id, position, name, body, recorded_at, due_at, attempts, pending, parked, error)
SELECT key, id, nextval('platform_outbox_position'), name, body, %s, %s, 0, true, false, ''
FROM json_to_recordset(%s::json) AS fresh (key uuid, id uuid, name text, body jsonb)
"""


def record(*events: Event, beside: Sequence[Beside] = ()) -> None:
    """Record `events`, in their order, with one statement.

    Call it inside `transaction.atomic`: the facts are true when, and only when, it commits. Nothing is
    notified from here, because NOTIFY makes all commits of a database queue up; the relay looks by itself.

    Args:
        beside: rows and changes that make the facts true; they are written by the same statement.

    Raises:
        IntegrityError: when one of the rows may not be; nothing is written.
    """
    if not events and not beside:
        return
    text, values = facts(events) if events else ("", [])
    rows.run(text, values, beside)


def facts(events: Sequence[Event]) -> tuple[str, list[Any]]:
    """The statement that records `events`, for a service that has more to write in one; and its parameters."""
    moment = now()
    return _FACTS, [
        moment,
        moment,
        to_json(
            [
                {"key": event.key, "id": new_id(moment), "name": event.name, "body": body.write(event)}
                for event in events
            ]
        ).decode(),
    ]
