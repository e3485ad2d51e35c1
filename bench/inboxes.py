"""`python -m bench.inboxes [OPEN]`: so many open inboxes at once, what they take, and how quick a message is there.

Stream and jobs run as the market runs them, on a database of their own. Three of four pages are buyers' message
centres, the rest inboxes of stores with five people each; all are signed in, and every tenth address is read out of the
page itself. Then buyers write: each message has to reach the five people of the store and its buyer, and nobody else.
"""

from __future__ import annotations

import logging
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from typing import Any

OPEN, MOST_MB, MOST_SECONDS = 2000, 600, 1.0
PEOPLE = 5  # of a store
SENT = 40
ASKED_EVERY = 10
_ADDRESS = re.compile(r'<meta name="kontor-stream" content="([^"]+)"')
_WORDS = "Hello, is this lamp still there in brass, and when could you send it to Madrid please?"


@contextmanager
def jobs(database_url: str, data: Path) -> Iterator[None]:
    """The jobs process, whose relay tells open pages."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("KONTOR_", "DJANGO_"))}
    more = {"DATABASE_URL": database_url, "KONTOR_DATA": str(data)}
    process = subprocess.Popen([sys.executable, "-m", "kontor.platform.jobs"], env={**clean, **more})
    try:
        yield
    finally:
        process.terminate()
        process.wait(15)


def _accounts(many: int, audience: str) -> list[Any]:
    from kontor.contexts.accounts.models import Account
    from kontor.kernel.clock import now
    from kontor.kernel.ids import new_id

    made = [
        Account(
            id=(identity := new_id()), audience=audience, state="active", email=f"{identity.hex}@example.com",
            email_key=f"{identity.hex}@example.com", given_name="Ana", family_name="Ruiz", country="ES", language="en",
            currency="EUR", verified_at=now(), password="!",  # noqa: S106  (nobody signs in with one)
        )
        for _ in range(many)
    ]  # fmt: skip
    return list(Account.objects.bulk_create(made))


def _stores(talk: Any, people: list[Any]) -> list[tuple[Any, Any]]:
    """(account, store) of everybody who works: the first five for the shop that is written to, then five a store."""
    from kontor.contexts.sellers.models import Seat, Store

    example = talk.market.tea_house
    stores = [talk.store]
    for number in range(1, -(-len(people) // PEOPLE)):
        example.pk, example.slug, example.name = None, f"bench-{number}", f"Bench {number}"
        fresh = Store(**{f.attname: getattr(example, f.attname) for f in Store._meta.concrete_fields if f.name != "id"})
        fresh.save(force_insert=True)
        stores.append(fresh)
    pairs = [(account, stores[place // PEOPLE]) for place, account in enumerate(people)]
    Seat.objects.bulk_create(
        Seat(store=store, account=account, role="clerk", rights=["messages.answer", "messages.view"])
        for account, store in pairs
    )
    return pairs


def _address(account: Any, topic: str, cookie: str, page: str, *, asked: bool) -> str:
    """Where an account's page listens, the account signed in; read out of the page, or signed as the page signs it."""
    from django.test import Client

    from kontor.platform.http.sessions import SessionStore
    from kontor.platform.stream import url_for

    session = SessionStore()
    session["account_id"], session["account_proof"] = str(account.pk), account.get_session_auth_hash()
    session.save()
    if not asked:
        return url_for(topic)
    client = Client()
    client.cookies[cookie] = str(session.session_key)
    answer = client.get(page)
    found = _ADDRESS.search(answer.content.decode())
    if found is None:
        raise AssertionError(f"{page} answered {answer.status_code} without an address to listen at")
    return unescape(found.group(1))


def _listeners(talk: Any, many: int) -> tuple[list[str], list[Any]]:
    """Addresses of all pages, those of the written-to shop first; and the buyers in the order of theirs."""
    from kontor.platform.http.audience import BUYER, SELLER

    people, buyers = _accounts(many // 4, "seller"), _accounts(many - many // 4, "buyer")
    seats = [
        _address(account, f"store:{store.id}", SELLER.cookie, "/seller/messages/", asked=place % ASKED_EVERY == 0)
        for place, (account, store) in enumerate(_stores(talk, people))
    ]
    centres = [
        _address(account, f"buyer:{account.id}", BUYER.cookie, "/account/messages/", asked=place % ASKED_EVERY == 0)
        for place, account in enumerate(buyers)
    ]
    return seats + centres, buyers


def _written(talk: Any, pages: Any, buyers: list[Any], many: int) -> tuple[list[float], int]:
    """Buyers write one after the other: seconds from "sent" to the last page that had to hear it; and wrong ones."""
    from kontor.kernel.viewer import Buyer

    everywhere = pages.pages
    talk.ask(_WORDS)  # the jobs process has come up when somebody hears it
    pages.wait(lambda: all(page.ids() for page in everywhere[:PEOPLE]), 60)
    took, before = [], {id(page): len(page.heard) for page in everywhere}
    expected = 0
    for place, account in enumerate(buyers[:SENT]):
        right = [*everywhere[:PEOPLE], everywhere[many // 4 + place]]
        sent = talk.ask(_WORDS, viewer=Buyer(account.pk))
        at, said = time.monotonic(), str(sent.conversation_id)
        pages.wait(lambda right=right, said=said: all(said in page.ids() for page in right), 5)
        arrived = [next((h[3] for h in page.heard if h[2] == said), at + 60) for page in right]
        took.append(max(arrived) - at)
        expected += len(right)
    time.sleep(1)
    heard = sum(
        sum(1 for said in page.heard if said[0] == "messaging.sent") for page in everywhere if page.heard
    ) - sum(before[id(page)] for page in everywhere)
    return sorted(took), heard - expected


def main() -> int:
    """Measure; 1 when a figure is missed."""
    from bench import apart, ground

    many = int(sys.argv[1]) if len(sys.argv) > 1 else OPEN
    ground.claim()
    with apart.database(), tempfile.TemporaryDirectory() as folder:
        from django.db import connections

        logging.disable(logging.INFO)
        from kontor.contexts.messaging.tests.written import make_talk
        from tests.support import databases, listening

        url = databases.url_of(str(connections["default"].settings_dict["NAME"]))
        with listening.running(url, Path(folder)) as stream, jobs(url, Path(folder)):
            began = time.monotonic()
            talk = make_talk()
            addresses, buyers = _listeners(talk, many)
            local = [f"{stream.address}/stream?{address.partition('?')[2]}" for address in addresses]
            print(f"{len(local)} signed in, every tenth by its page: {time.monotonic() - began:.1f} s")
            empty, began = stream.memory(), time.monotonic()
            with listening.Pages(local) as pages:
                all_open = pages.wait(lambda: pages.count() == many, 30)
                print(f"open: {pages.count()} of {many} after {time.monotonic() - began:.1f} s")
                spent = stream.spent()
                took, wrong = _written(talk, pages, buyers, many)
                spent, memory = stream.spent() - spent, stream.memory()
        print(
            f"memory of the stream's processes (PSS): {memory:.0f} MB (at most {MOST_MB}), without pages {empty:.0f} MB"
        )
        print(
            f"{len(took)} messages, each to {PEOPLE + 1} pages: median {took[len(took) // 2] * 1000:.0f} ms, last "
            f"{took[-1] * 1000:.0f} ms (at most {MOST_SECONDS * 1000:.0f}); at wrong pages: {wrong}; "
            f"processor of the stream {spent * 1000 / len(took):.1f} ms each"
        )
    good = all_open and memory <= MOST_MB and took[-1] <= MOST_SECONDS and wrong == 0
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
