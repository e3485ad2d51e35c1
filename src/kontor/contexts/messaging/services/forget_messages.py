"""Words of messages whose time is over go; the chain holds without them (MSG-15, ACC-42)."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import connection, transaction

from kontor.contexts.messaging.models import Delivery, InternalNote, Promise
from kontor.contexts.messaging.policy import KEPT
from kontor.kernel.clock import now

_FORGET = """
UPDATE messaging_message SET text = '', salt = '', words = NULL, cold_key = '', forgotten_at = %s
WHERE (conversation_id, id) IN (
    SELECT conversation_id, id FROM messaging_message WHERE at < %s AND forgotten_at IS NULL ORDER BY at LIMIT %s
) RETURNING conversation_id
"""


def forget_messages(*, limit: int) -> int:
    """Forget the words of at most `limit` messages, and what else was kept of their conversations. Safe to repeat.

    Returns:
        How many messages were forgotten.
    """
    moment = now()
    before = moment - timedelta(days=KEPT.int())
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(_FORGET, [moment, before, limit])
            touched: list[UUID] = [row[0] for row in cursor.fetchall()]
        whose = {"conversation_id__in": set(touched), "at__lt": before}
        InternalNote.objects.filter(**whose).delete()
        Promise.objects.filter(**whose).update(quote="")
        Delivery.objects.filter(**whose).update(text="", passages=[])
    return len(touched)
