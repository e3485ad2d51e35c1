"""`python -m bench.messages [MESSAGES]`: messages taken in a second, and how quick an inbox of a million is.

Two processes write as two web processes would: every call is a whole `reply` of a buyer or of a store, with its
judgement, its chain, its log and its fact, committed. The inbox is that of one store, five messages a conversation.
"""

from __future__ import annotations

import multiprocessing
import os
import statistics
import sys
import time
from typing import Any

EACH = 5
LANES, SECONDS = 2, 8
MOST_MS, MOST_QUERIES, MOST_P99, WANTED = 50, 6, 100, 200
_WORDS = "Hello, is this lamp still there in brass, and when could you send it to Madrid please?"
_ANSWER = "Yes, it is, and it leaves tomorrow. Thank you for asking us, and have a good day."
_CONVERSATIONS = """
INSERT INTO messaging_conversation (id, store_id, buyer_id, stream, about, subject_id, subject_number, subject_title,
    language, entry, device, begun_by, begun_at, state, message_count, buyer_count, unread_store, unread_buyer, last_id,
    last_at, last_author, store_author, waiting_since, waiting_id, due_at, late_at, check_at, replied_at, urgency, head)
SELECT gen.id, %(store)s, gen_random_uuid(), 'inquiry', 'product', gen.id, gen.n, 'A lamp', 'en', 'product_page', '',
    'buyer', gen.at, 'open', 5, 3, (gen.n %% 50 = 0)::int, 0, NULL, gen.at,
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
    CASE WHEN p %% 2 = 1 THEN %(question)s ELSE %(answer)s END, 'en', '', c.begun_at + p * interval '1 second', false,
    '', '00', '', '', '', to_tsvector('simple', CASE WHEN p %% 2 = 1 THEN 'hello lamp brass madrid w'
        ELSE 'yes tomorrow w' END || (c.subject_number %% 5000))
FROM messaging_conversation c, generate_series(1, %(each)s) p WHERE c.store_id = %(store)s
"""


def _filled(store_id: Any, messages: int) -> None:
    from django.db import connection

    from kontor.kernel.clock import now

    with connection.cursor() as cursor:
        values = {"store": store_id, "now": now(), "many": messages // EACH}
        cursor.execute(_CONVERSATIONS, values)
        cursor.execute("DROP INDEX message_words")
        cursor.execute(_MESSAGES, {"store": store_id, "each": EACH, "question": _WORDS, "answer": _ANSWER})
        cursor.execute("CREATE INDEX message_words ON messaging_message USING gin (store_id, words)")
        cursor.execute("UPDATE messaging_conversation c SET last_id = m.id FROM messaging_message m"
                       " WHERE m.conversation_id = c.id AND m.position = c.message_count")  # fmt: skip
        cursor.execute("VACUUM ANALYZE messaging_message, messaging_conversation")


def _timed(call: Any, times: int = 15) -> tuple[float, int]:
    """The median in milliseconds, and the number of queries."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as seen:
        call()
    took = []
    for _ in range(times):
        begun = time.perf_counter()
        call()
        took.append((time.perf_counter() - begun) * 1000)
    return statistics.median(took), len(seen)


def _inbox(seat: Any) -> bool:
    from kontor.contexts.messaging.queries.inbox import inbox, inbox_counts

    page = inbox(seat)
    asked = {
        "first page with counts": lambda: (inbox(seat), inbox_counts(seat)),
        "pending, second page": lambda: (inbox(seat, tab="pending", after=page[-1].key), inbox_counts(seat)),
        "unread of a stream": lambda: (inbox(seat, tab="unread", stream="inquiry"), inbox_counts(seat)),
        "a rare word": lambda: (inbox(seat, text="w4321"), inbox_counts(seat)),
        "a common word": lambda: (inbox(seat, text="tomorrow"), inbox_counts(seat)),
        "a number": lambda: (inbox(seat, text="4711"), inbox_counts(seat)),
    }
    good = True
    for name, call in asked.items():
        took, queries = _timed(call)
        good = good and took <= MOST_MS and queries <= MOST_QUERIES
        print(f"inbox, {name}: {took:.1f} ms, {queries} queries (at most {MOST_MS} ms, {MOST_QUERIES})")
    return good


def _lane(place: int, name: str, ids: list[Any], pause: float, out: Any) -> None:
    """One web process: replies of buyers and of the store by turns."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.support.settings"
    import django

    django.setup()
    from django.db import connections

    from kontor.contexts.messaging.policy import SENT_A_MINUTE
    from kontor.contexts.messaging.services.reply import reply
    from kontor.kernel import policy
    from kontor.kernel.ids import new_id
    from kontor.kernel.viewer import Buyer, Seat
    from tests.support import databases

    connections["default"].settings_dict.update(databases.settings(name))
    policy.use_source(lambda asked: 10_000 if asked == SENT_A_MINUTE.name else None)
    took, until = [], time.perf_counter() + SECONDS
    turn = 0
    while time.perf_counter() < until:
        conversation, buyer, seat = ids[(turn * LANES + place) % len(ids)]
        viewer = Buyer(buyer) if turn % 2 else Seat(seat[0], seat[1], frozenset({"messages.answer"}))
        begun = time.perf_counter()
        reply(viewer=viewer, conversation_id=conversation, text=_WORDS if turn % 2 else _ANSWER, client_id=new_id().hex)
        spent = time.perf_counter() - begun
        took.append(spent)
        turn += 1
        if pause > spent:
            time.sleep(pause - spent)
    out.put(took)


def _written(name: str, ids: list[Any], pause: float) -> list[float]:
    context = multiprocessing.get_context("spawn")
    out: Any = context.Queue()
    lanes = [context.Process(target=_lane, args=(place, name, ids, pause, out)) for place in range(LANES)]
    for lane in lanes:
        lane.start()
    took = [spent for _lane_ in lanes for spent in out.get()]
    for lane in lanes:
        lane.join()
    return sorted(took)


def main() -> int:
    """Measure both; 1 when a figure is missed."""
    from bench import apart, ground

    ground.claim()
    with apart.database():
        from django.db import connections

        from kontor.contexts.messaging.tests.written import make_talk

        talk = make_talk()
        ids = []
        for _ in range(200):
            buyer = talk.another_buyer()
            asked = talk.ask(_WORDS, viewer=buyer)
            ids.append((asked.conversation_id, buyer.buyer_id, (talk.clerk.id, talk.store.id)))
        name = str(connections["default"].settings_dict["NAME"])
        full = _written(name, ids, 0)
        calm = _written(name, ids, LANES / 100)
        rate, p99 = len(full) / SECONDS, calm[int(len(calm) * 0.99)] * 1000
        print(f"messages taken by {LANES} processes: {rate:.0f}/s (wanted {WANTED})")
        print(f"p99 at {len(calm) / SECONDS:.0f}/s: {p99:.1f} ms (at most {MOST_P99})")
        _filled(talk.market.tea_house.id, int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
        from kontor.kernel.viewer import Seat

        good = _inbox(Seat(talk.clerk.id, talk.market.tea_house.id, frozenset({"messages.view"})))
    return 0 if good and rate >= WANTED and p99 <= MOST_P99 else 1


if __name__ == "__main__":
    sys.exit(main())
