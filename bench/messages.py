"""`python -m bench.messages [MESSAGES]`: messages taken in a second, and how quick an inbox of a million is.

Two processes write as two web processes would: every call is a whole `reply` of a buyer or of a store, with its
judgement, its chain, its log and its fact, committed. What a message costs is told as time of a processor as well,
which says the same however busy the machine is: of the process, of its database connection, and of the relay that tells
open pages and lets stores answer by themselves. The inbox is that of one store, five messages a conversation; with 0
MESSAGES it is left out.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import statistics
import sys
import time
from pathlib import Path
from typing import Any

EACH = 5
LANES, SECONDS = 2, 8
MOST_MS, MOST_QUERIES, MOST_P99, WANTED = 50, 6, 100, 200
MOST_CPU = 10.0  # ms for a message: two processors carry 200 in a second
_WORDS = "Hello, is this lamp still there in brass, and when could you send it to Madrid please?"
_ANSWER = "Yes, it is, and it leaves tomorrow. Thank you for asking us, and have a good day."
_ASKED = ("Hello, is the {thing} {number} still there in {colour}, and when could you send it to {place} please?",
          "Hola, ¿queda el modelo {number} en {colour}? Lo necesito en {place} antes del día {number}.",
          "Bonjour, ma commande {number} pour {place} est elle partie ? Le {thing} {colour} est un cadeau.",
          "Здравствуйте, подскажите, {thing} {number} есть в наличии? Доставка в {place} нужна.")  # fmt: skip
_ANSWERED = ("Yes, the {colour} {thing} is there, and leaves for {place} within {number} days. Thank you for asking.",
             "Sí, el {thing} {colour} está en stock y lo enviamos a {place} en {number} días. Gracias.",
             "Bonjour, le {thing} {colour} part pour {place} sous {number} jours. Merci de votre patience.",
             "Добрый день, {thing} есть, отправим в {place} в течение {number} дней. Спасибо.")  # fmt: skip
_THINGS = ("lamp", "table", "kettle", "rug", "mirror", "chair", "basket", "clock", "teapot", "shelf")
_COLOURS = ("brass", "oak", "azul", "rouge", "white", "ivory", "copper", "verde", "noir", "walnut")
_PLACES = ("Madrid", "Lyon", "Sofia", "Porto", "Kazan", "Varna", "Lille", "Bilbao", "Leeds", "Recife")


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


def _text(turn: int) -> str:
    """What is written at a turn: nothing twice, as people write."""
    told = random.Random(turn)
    return told.choice(_ASKED if turn % 2 else _ANSWERED).format(
        thing=told.choice(_THINGS), colour=told.choice(_COLOURS), place=told.choice(_PLACES), number=told.randint(2, 29)
    )


def _of_backend(process: int) -> float:
    """Seconds of processor that a database connection has used; 0 where the database is elsewhere."""
    try:
        words = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")


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
    with connections["default"].cursor() as cursor:
        backend = cursor.connection.info.backend_pid
    took, until, turn = [], time.perf_counter() + SECONDS, 0
    spent, of_backend = time.process_time(), _of_backend(backend)
    while time.perf_counter() < until:
        conversation, buyer, seat = ids[(turn * LANES + place) % len(ids)]
        viewer = Buyer(buyer) if turn % 2 else Seat(seat[0], seat[1], frozenset({"messages.answer"}))
        begun = time.perf_counter()
        text = _text(turn * LANES + place)
        reply(viewer=viewer, conversation_id=conversation, text=text, client_id=new_id().hex)
        took.append(time.perf_counter() - begun)
        turn += 1
        if pause > took[-1]:
            time.sleep(pause - took[-1])
    out.put((took, time.process_time() - spent, _of_backend(backend) - of_backend))


def _written(name: str, ids: list[Any], pause: float) -> tuple[list[float], float, float]:
    """Seconds that each message took, in order; and milliseconds of processor each, of process and connection."""
    context = multiprocessing.get_context("spawn")
    out: Any = context.Queue()
    lanes = [context.Process(target=_lane, args=(place, name, ids, pause, out)) for place in range(LANES)]
    for lane in lanes:
        lane.start()
    told = [out.get() for _lane_ in lanes]
    for lane in lanes:
        lane.join()
    took = sorted(one for several, _, _ in told for one in several)
    of_process, of_backend = (sum(lane[place] for lane in told) * 1000 / len(took) for place in (1, 2))
    return took, of_process, of_backend


def _told() -> float:
    """Milliseconds of this process and its connection for each fact: the relay's share."""
    from django.db import connection

    from kontor.platform.events import drain

    with connection.cursor() as cursor:
        backend = cursor.connection.info.backend_pid
    spent = time.process_time() + _of_backend(backend)
    many = drain()
    return (time.process_time() + _of_backend(backend) - spent) * 1000 / max(many, 1)


def main() -> int:
    """Measure both; 1 when a figure is missed."""
    from bench import apart, ground

    ground.claim()
    with apart.database():
        from django.db import connections

        from kontor.contexts.messaging.tests.written import make_talk
        from kontor.platform.events import drain
        from tests.support.conversations import fill

        talk = make_talk()
        ids = []
        for _ in range(200):
            buyer = talk.another_buyer()
            asked = talk.ask(_WORDS, viewer=buyer)
            ids.append((asked.conversation_id, buyer.buyer_id, (talk.clerk.id, talk.store.id)))
        name = str(connections["default"].settings_dict["NAME"])
        drain()
        full, of_process, of_backend = _written(name, ids, 0)
        relay = _told()
        calm, _, _ = _written(name, ids, LANES / 100)
        each = of_process + of_backend + relay
        rate, p99 = len(full) / SECONDS, calm[int(len(calm) * 0.99)] * 1000
        print(f"messages taken by {LANES} processes: {rate:.0f}/s (wanted {WANTED})")
        print(
            f"processor for a message: {each:.1f} ms (at most {MOST_CPU}): {of_process:.1f} of the process, "
            f"{of_backend:.1f} of its connection, {relay:.1f} of the relay; {1000 / each:.0f}/s for each processor"
        )
        print(f"p99 at {len(calm) / SECONDS:.0f}/s: {p99:.1f} ms (at most {MOST_P99})")
        good, many = True, int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
        if many:
            fill(talk.market.tea_house.id, many // EACH, each=EACH)
            from kontor.kernel.viewer import Seat

            good = _inbox(Seat(talk.clerk.id, talk.market.tea_house.id, frozenset({"messages.view"})))
    return 0 if good and each <= MOST_CPU and p99 <= MOST_P99 else 1


if __name__ == "__main__":
    sys.exit(main())
