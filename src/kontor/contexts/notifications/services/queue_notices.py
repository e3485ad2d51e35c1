"""Write notices, each once per cause, and queue the job that sends them."""

from __future__ import annotations

import json
from collections.abc import Sequence

from django.db import connection, transaction

from kontor.contexts.notifications.models import Notice
from kontor.platform.jobs import enqueue_gathering

# One statement that says which causes were new: the ORM would need two.
_INSERT = """
INSERT INTO notifications_notice
    (account_id, id, kind, channel, address, language, "values", cause, created_at, waiting)
SELECT account_id, id, kind, channel, address, language, filled, cause, created_at, true FROM unnest(
    %s::uuid[], %s::uuid[], %s::text[], %s::text[], %s::text[], %s::text[], %s::jsonb[], %s::text[], %s::timestamptz[]
) AS fresh (account_id, id, kind, channel, address, language, filled, cause, created_at)
ON CONFLICT (account_id, cause, channel) DO NOTHING RETURNING id
"""


def queue_notices(*, notices: Sequence[Notice]) -> list[Notice]:
    """Store those of `notices` whose cause was not told before, together with the job that sends them (ACC-15).

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
            ],
        )
        stored = {identity for (identity,) in cursor.fetchall()}
        if stored:
            enqueue_gathering("notifications.send_due")
    return [notice for notice in notices if notice.id in stored]
