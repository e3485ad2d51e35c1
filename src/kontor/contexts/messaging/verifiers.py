"""Conversations are looked through: chains hold, counters are what their messages say, every message is in the log."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection

from kontor.contexts.messaging.evidence_of import breaks, messages_in_order
from kontor.contexts.messaging.models import Conversation
from kontor.platform.verify import Finding, verifier

_COUNTS = """
SELECT c.id, c.message_count, c.buyer_count, coalesce(m.n, 0), coalesce(m.b, 0)
FROM messaging_conversation c LEFT JOIN (
    SELECT conversation_id, count(*) AS n, count(*) FILTER (WHERE author = 'buyer') AS b
    FROM messaging_message GROUP BY conversation_id
) m ON m.conversation_id = c.id
WHERE (c.message_count, c.buyer_count) <> (coalesce(m.n, 0), coalesce(m.b, 0))
"""
_UNLOGGED = """
SELECT m.conversation_id, m.id, count(d.id) FROM messaging_message m
LEFT JOIN messaging_delivery d ON d.store_id = m.store_id AND d.message_id = m.id AND d.status = 200
GROUP BY m.conversation_id, m.id HAVING count(d.id) <> 1
"""
_WAITING = """
SELECT c.id FROM messaging_conversation c WHERE (c.waiting_since IS NULL) <> (c.waiting_id IS NULL)
    OR (c.waiting_since IS NULL) <> (c.due_at IS NULL) OR (c.waiting_since IS NULL AND c.check_at IS NOT NULL)
"""
_FROZEN = """
SELECT d.store_id, d.frozen_until, max(f.until) FROM messaging_desk d
LEFT JOIN messaging_freeze f ON f.store_id = d.store_id AND f.ended_at IS NULL
GROUP BY d.store_id HAVING d.frozen_until IS DISTINCT FROM max(f.until)
"""


def _rows(sql: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())


@verifier("evidence")
def chains_hold() -> Iterator[Finding]:
    """What was written was not changed, and nothing is missing (MSG-15)."""
    for conversation in Conversation.objects.order_by("id").iterator():
        for broken in breaks(conversation, messages_in_order(conversation.id)):
            yield Finding(row=f"messaging_message {conversation.id} #{broken.position}", sentence=broken.sentence)


@verifier("messages")
def counters_hold() -> Iterator[Finding]:
    """Counters are the number of messages, each message stands in the log once, freezes are what desks say."""
    for conversation, count, buyers, real, real_buyers in _rows(_COUNTS):
        sentence = f"counts {count} messages, {buyers} of the buyer; there are {real} and {real_buyers}"
        yield Finding(row=f"messaging_conversation {conversation}", sentence=sentence)
    for conversation, message, many in _rows(_UNLOGGED):
        yield Finding(row=f"messaging_message {conversation} {message}", sentence=f"stands in the log {many} times")
    for (conversation,) in _rows(_WAITING):
        yield Finding(
            row=f"messaging_conversation {conversation}", sentence="waits without a time, or the other way round"
        )
    for store, kept, real in _rows(_FROZEN):
        yield Finding(row=f"messaging_desk {store}", sentence=f"is frozen until {kept}, its freezes until {real}")
