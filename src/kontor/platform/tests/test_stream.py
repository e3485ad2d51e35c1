"""Live pages: a page hears what it has a token for, and nothing else."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta

import httpx
import pytest
from django.db import transaction

from kontor.kernel import clock
from kontor.platform import stream
from kontor.platform.stream.hub import Hub
from kontor.platform.stream.tokens import topic_of
from tests.support.listening import running
from tests.support.market import until


@pytest.fixture
def address(database_url, transactional_db, tmp_path) -> Iterator[str]:
    """The stream as a process of its own on this test's database."""
    with running(database_url, tmp_path) as process:
        yield process.address


def test_a_page_hears_its_topic_within_a_second_and_no_other(address):
    token = stream.token("order:1")
    assert topic_of(token) == ("order:1", pytest.approx(time.time(), abs=5))
    heard: list[str] = []
    with httpx.stream("GET", f"{address}/stream?t={token}", timeout=15, trust_env=False) as response:
        assert response.headers["content-type"] == "text/event-stream"
        lines = response.iter_lines()
        while next(lines) != ": welcome":
            pass
        time.sleep(0.5)  # the process begins to listen beside serving; nothing tells when
        with transaction.atomic():
            stream.publish("order:2", "orders.paid", "2")
            stream.publish("order:1", "orders.paid", "1")
        asked = time.monotonic()
        for line in lines:
            if line.startswith(("event:", "data:")):
                heard.append(line)
            if len(heard) == 2:
                break
        assert time.monotonic() - asked < 1
    assert heard == ["event: orders.paid", 'data: {"topic": "order:1", "id": "1"}']


def first_word(address: str, token: str) -> str:
    """What a page hears first after the welcome."""
    with httpx.stream("GET", f"{address}/stream?t={token}", timeout=30, trust_env=False) as response:
        return next(line for line in response.iter_lines() if line.startswith(("data:", ": still")))


def test_what_happens_between_the_reading_of_a_page_and_its_listening_is_told_to_it(address):
    """A change that is over before the page has connected would leave it waiting for ever."""
    token, heard = stream.token("bulk:1"), threading.Event()

    def listen() -> None:
        first_word(address, token)
        heard.set()

    listening = threading.Thread(target=listen)
    listening.start()
    until(lambda: (stream.publish("bulk:1", "bulk.done", "1"), heard.wait(0.05))[1], "the process hears the database")
    listening.join(10)
    assert first_word(address, token) == 'data: {"topic": "bulk:1", "id": "1"}'  # it happened before this one listens


def test_what_was_told_before_the_page_was_read_is_not_told_again():
    hub = Hub({})
    told = time.time()
    hub.hear('{"t": "bulk:1", "e": "bulk.done", "i": "1"}')
    assert hub.missed("bulk:1", told) == b'event: bulk.done\ndata: {"topic": "bulk:1", "id": "1"}\n\n'
    assert hub.missed("bulk:1", told + 3) is None
    assert hub.missed("bulk:2", told) is None
    with clock.moved(timedelta(seconds=61)):
        assert hub.missed("bulk:1", told) is None


def test_without_a_valid_token_there_is_nothing_to_hear(address):
    assert httpx.get(f"{address}/stream?t=order:1:forged", trust_env=False).status_code == 403
    assert httpx.get(f"{address}/stream", trust_env=False).status_code == 403
    assert httpx.get(f"{address}/elsewhere", trust_env=False).status_code == 404


def test_a_rolled_back_change_tells_nobody(transactional_db, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks, suppress(RuntimeError), transaction.atomic():
        stream.publish("order:1", "orders.paid", "1")
        raise RuntimeError
    assert callbacks == []
