"""Write notices, each once per cause, and queue the job that sends them."""

from __future__ import annotations

import json
from collections.abc import Sequence

from django.db import connection, transaction

from kontor.contexts.notifications.models import Notice
from kontor.contexts.notifications.rules import PAGE
from kontor.platform import stream
from kontor.platform.jobs import enqueue_gathering

# One statement that says which causes were new: the ORM would need two.
_INSERT = """
INSERT INTO notifications_notice
    (account_id, id, kind, channel, address, language, "values", cause, created_at, waiting, shown, held_until)
SELECT * FROM unnest(
    %s::uuid[], %s::uuid[], %s::text[], %s::text[], %s::text[], %s::text[], %s::jsonb[], %s::text[], %s::timestamptz[],
    %s::boolean[], %s::boolean[], %s::timestamptz[]
)
ON CONFLICT (account_id, cause, channel) DO NOTHING RETURNING id
"""


def queue_notices(*, notices: Sequence[Notice]) -> list[Notice]:
    """Store those of `notices` whose cause was not told before, together with the job that sends what waits (ACC-15).

    Open pages of people who have something new to read hear of it.

    Returns:
        The stored ones.
    """
    if not notices:
        return []
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        cursor.execute(
            _INSERT,
            [
                [notice.account_id for notice in notices],
                [notice.id for notice in notices],
                [notice.kind for notice in notices],
                [notice.channel for notice in notices],
                [notice.address for notice in notices],
                [notice.language for notice in notices],
                [json.dumps(notice.values) for notice in notices],
                [notice.cause for notice in notices],
                [notice.created_at for notice in notices],
                [_goes_out_now(notice) for notice in notices],
                [notice.shown for notice in notices],
                [notice.held_until for notice in notices],
            ],
        )
        stored = {identity for (identity,) in cursor.fetchall()}
        fresh = [notice for notice in notices if notice.id in stored]
        stream.publish_many(
            (f"notices:{notice.account_id}", notice.kind, notice.id) for notice in fresh if notice.shown
        )
        if any(_goes_out_now(notice) for notice in fresh):
            enqueue_gathering("notifications.send_due")
    return fresh


def _goes_out_now(notice: Notice) -> bool:
    return notice.channel != PAGE and notice.held_until is None
