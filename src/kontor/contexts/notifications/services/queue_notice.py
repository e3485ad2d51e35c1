"""Write one notice, once per cause, and queue the job that sends it."""

from __future__ import annotations

import json

from django.db import connection, transaction

from kontor.contexts.notifications.models import Notice
from kontor.platform.jobs import enqueue

# One statement that says whether the cause was new: the ORM would need two.
_INSERT = """
INSERT INTO notifications_notice (account_id, id, kind, channel, address, language, "values", cause, created_at)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)
ON CONFLICT (account_id, cause, channel) DO NOTHING
"""


def queue_notice(*, notice: Notice) -> Notice | None:
    """Store `notice` unless its cause was told before, together with its job (ACC-15).

    Returns:
        The stored notice, or None when there is one of that cause and channel.
    """
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        cursor.execute(
            _INSERT,
            [
                notice.account_id,
                notice.id,
                notice.kind,
                notice.channel,
                notice.address,
                notice.language,
                json.dumps(notice.values),
                notice.cause,
                notice.created_at,
            ],
        )
        if cursor.rowcount == 0:
            return None
        enqueue("notifications.send", account_id=notice.account_id, notice_id=notice.id)
    return notice
