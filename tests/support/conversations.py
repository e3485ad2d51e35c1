"""A store with many conversations, for measurements and for the plans of its inbox."""

from __future__ import annotations

from uuid import UUID

from django.db import connection

from kontor.kernel.clock import now

_CONVERSATIONS = """
INSERT INTO messaging_conversation (id, store_id, buyer_id, stream, about, subject_id, subject_number, subject_title,
    language, entry, device, begun_by, begun_at, state, message_count, buyer_count, unread_store, unread_buyer, last_id,
    last_at, last_author, store_author, waiting_since, waiting_id, due_at, late_at, check_at, replied_at, urgency, head)
SELECT gen.id, %(store)s, gen_random_uuid(), 'inquiry', 'product', gen.id, gen.n, 'A lamp', 'en', 'product_page', '',
    'buyer', gen.at, 'open', %(each)s, (%(each)s + 1) / 2, (gen.n %% 50 = 0)::int, 0, NULL, gen.at,
    'seat', 'seat', CASE WHEN gen.n %% 100 = 0 THEN gen.at END, CASE WHEN gen.n %% 100 = 0 THEN gen.id END,
    CASE WHEN gen.n %% 100 = 0 THEN gen.at + interval '2 hours' END,
    CASE WHEN gen.n %% 100 = 0 THEN gen.at + interval '1 day' END, NULL, gen.at,
    CASE WHEN gen.n %% 100 = 0 THEN extract(epoch FROM gen.at)::bigint * 1000000
        ELSE (1::bigint << 62) - extract(epoch FROM gen.at)::bigint * 1000000 END, ''
FROM (SELECT n, gen_random_uuid() AS id, %(now)s::timestamptz - n * interval '1 minute' AS at
      FROM generate_series(1, %(many)s) n) gen
"""
_MESSAGES = """
INSERT INTO messaging_message (conversation_id, id, position, store_id, author, client_id, text, language, template, at,
    begins_wait, cold_key, salt, digest, previous, hash, words)
SELECT c.id, gen_random_uuid(), p, c.store_id, CASE WHEN p %% 2 = 1 THEN 'buyer' ELSE 'seat' END, 'bench-' || p,
    CASE WHEN p %% 2 = 1 THEN 'Hello, is this lamp still there in brass?'
        ELSE 'Yes, it is, and it leaves tomorrow.' END, 'en', '', c.begun_at + p * interval '1 second', false,
    '', '00', '', '', '', to_tsvector('simple', CASE WHEN p %% 2 = 1 THEN 'hello lamp brass madrid w'
        ELSE 'yes tomorrow w' END || (c.subject_number %% 5000))
FROM messaging_conversation c, generate_series(1, %(each)s) p WHERE c.store_id = %(store)s ORDER BY c.begun_at, p
"""


def fill(store_id: UUID, conversations: int, *, each: int = 5) -> None:
    """Give a store so many conversations of `each` messages: every hundredth waits, every fiftieth is unread.

    Words: `hello lamp brass madrid` by buyers, `yes tomorrow` by the store, and a rare one (`w0` … `w4999`) in each;
    the subject's number is 1, 2, 3 …
    """
    with connection.cursor() as cursor:
        cursor.execute(_CONVERSATIONS, {"store": store_id, "now": now(), "many": conversations, "each": each})
        cursor.execute("DROP INDEX message_words")
        cursor.execute(_MESSAGES, {"store": store_id, "each": each})
        cursor.execute("CREATE INDEX message_words ON messaging_message USING gin (store_id, words)")
        cursor.execute(
            "UPDATE messaging_conversation c SET last_id = m.id FROM messaging_message m"
            " WHERE m.conversation_id = c.id AND m.position = %s", [each]
        )  # fmt: skip
        cursor.execute("ANALYZE messaging_message, messaging_conversation")
