"""Old webhook messages go, with what was done to deliver them."""

from __future__ import annotations

from datetime import timedelta

from django.db import connection, transaction

from kontor.contexts.integrations.policy import KEPT
from kontor.kernel.clock import now

_BATCH = 5_000  # rows of one transaction, so that nobody waits for it
_TABLES = (
    ("integrations_webhooktry", "at"),
    ("integrations_webhookdelivery", "created_at"),
    ("integrations_webhookmessage", "created_at"),
)
_GO = """
DELETE FROM {table} WHERE (store_id, id) IN (SELECT store_id, id FROM {table} WHERE {age} < %s LIMIT %s)
"""


def forget_messages() -> int:
    """Delete what is older than the policy keeps, batch by batch; gives the number of rows."""
    before, gone = now() - timedelta(days=KEPT.int()), 0
    for table, age in _TABLES:
        while True:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(_GO.format(table=table, age=age), [before, _BATCH])
                gone += cursor.rowcount
                if cursor.rowcount < _BATCH:
                    break
    return gone
