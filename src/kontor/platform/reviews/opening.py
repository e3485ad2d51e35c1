"""Putting a case into its queue, and taking it out when its subject goes away."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from kontor.kernel.clock import now
from kontor.kernel.ids import new_id
from kontor.platform.reviews.declare import WITHDRAWN, find

Facts = Mapping[str, str | int | bool | None]

# One statement for the case and the first step of its trail: opening is done while people register and sign in.
_OPEN = """
WITH opened AS (
    INSERT INTO platform_review (id, kind, subject_id, facts, opened_at, due_at, decision, reason)
    VALUES (%(id)s, %(kind)s, %(subject)s, %(facts)s::jsonb, %(at)s, %(due)s, '', '')
    ON CONFLICT (kind, subject_id) WHERE closed_at IS NULL DO NOTHING RETURNING id
)
INSERT INTO platform_review_step (item_id, id, what, at, note)
SELECT id, %(step)s, 'opened', %(at)s, '' FROM opened RETURNING item_id
"""
_WITHDRAW = """
WITH closed AS (
    UPDATE platform_review SET closed_at = %(at)s, decision = %(how)s
    WHERE kind = %(kind)s AND subject_id = %(subject)s AND closed_at IS NULL RETURNING id
)
INSERT INTO platform_review_step (item_id, id, what, at, note)
SELECT id, %(step)s, 'withdrawn', %(at)s, '' FROM closed
"""


def open_item(*, kind: str, subject_id: UUID, facts: Facts | None = None, due_at: datetime | None = None) -> bool:
    """Put `subject_id` into the queue `kind`; nothing happens while it waits there already.

    Call it inside the transaction that needs the decision.

    Args:
        facts: a few words or numbers for the list, nothing about a person.
        due_at: when somebody should have decided.

    Returns:
        Whether it was put there now.

    Raises:
        LookupError: no context declares this kind.
    """
    if find(kind) is None:
        raise LookupError(f"nobody declares the review {kind}")
    moment = now()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            _OPEN,
            {
                "id": new_id(), "step": new_id(), "kind": kind, "subject": subject_id, "at": moment, "due": due_at,
                "facts": json.dumps(facts or {}),
            },
        )  # fmt: skip
        return cursor.fetchone() is not None


def withdraw(*, kind: str, subject_id: UUID) -> bool:
    """End the open case of a subject that went away, without a decision.

    Returns:
        Whether there was one.
    """
    values: dict[str, Any] = {"kind": kind, "subject": subject_id, "at": now(), "step": new_id(), "how": WITHDRAWN}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_WITHDRAW, values)
        return bool(cursor.rowcount)
