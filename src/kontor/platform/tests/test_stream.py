"""Live pages: a page hears what it has a token for, and nothing else."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta

import httpx
import pytest
import time_machine
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


LOOK_AGAIN = ["event: refresh", "data: {}"]
DONE = ["event: bulk.done", 'data: {"topic": "bulk:1", "id": "1"}']


def first_words(address: str, token: str, heard: str = "") -> list[str]:
    """What a page hears first after the welcome; nothing when that is only up to when it has heard all."""
    words: list[str] = []
    with httpx.stream("GET", f"{address}/stream?t={token}&heard={heard}", timeout=30, trust_env=False) as response:
        for line in response.iter_lines():
            if line.startswith("id: "):
                return words
            words += [line] if line.startswith(("event:", "data:")) else []
    raise AssertionError("the line ended")


def long_ago() -> str:
    """The token of a page that was read a minute and a half ago."""
    with time_machine.travel(timedelta(seconds=-90)):
        return stream.token("bulk:1")


def until_it_hears(address: str) -> None:
    """Until the process has heard the database for so long that it knows all since a page was read."""
    until(lambda: first_words(address, long_ago()) == LOOK_AGAIN, "the process hears the database")
    until(lambda: first_words(address, stream.token("bulk:2")) == [], "it began before this page was read")


def test_a_page_hears_its_topic_within_a_second_and_no_other(address):
    until_it_hears(address)
    token = stream.token("order:1")
    assert topic_of(token) == ("order:1", pytest.approx(time.time(), abs=5))
    heard: list[str] = []
    with httpx.stream("GET", f"{address}/stream?t={token}", timeout=15, trust_env=False) as response:
        assert response.headers["content-type"] == "text/event-stream"
        lines = response.iter_lines()
        while next(lines) != ": welcome":
            pass
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


def test_what_happens_between_the_reading_of_a_page_and_its_listening_is_told_to_it(address):
    """A change that is over before the page has connected would leave it waiting for ever."""

    def late() -> list[str]:
        token = stream.token("bulk:1")
        stream.publish("bulk:1", "bulk.done", "1")
        return first_words(address, token)

    until(lambda: late() == DONE, "a page that was read since the process hears the database")


def test_a_page_that_comes_back_is_told_what_it_missed_or_to_look_again(address):
    until_it_hears(address)
    read_long_ago = long_ago()
    assert first_words(address, read_long_ago) == LOOK_AGAIN
    assert first_words(address, read_long_ago, heard="yesterday") == LOOK_AGAIN
    assert first_words(address, read_long_ago, heard=f"{time.time() - 61:.3f}") == LOOK_AGAIN
    moment = f"{time.time():.3f}"
    assert first_words(address, read_long_ago, heard=moment) == []
    stream.publish("bulk:1", "bulk.done", "1")
    until(lambda: first_words(address, read_long_ago, heard=moment) == DONE, "the word is remembered")


def test_what_was_told_before_the_page_was_read_is_not_told_again():
    hub = Hub({})
    with clock.moved(timedelta(seconds=-30)):
        hub.begin()
    told = time.time()
    hub.hear('{"t": "bulk:1", "e": "bulk.done", "i": "1"}')
    [message] = hub.missed({"bulk:1": told, "bulk:2": told})
    assert message.decode().splitlines()[:2] == DONE
    assert hub.missed({"bulk:1": told + 3}) == []
    assert hub.missed({"bulk:2": told}) == []


def test_a_page_looks_again_where_more_may_have_been_said_than_is_remembered():
    hub = Hub({})
    mailbox = hub.join(["bulk:1"])
    began = time.time()
    assert hub.missed({"bulk:1": began}) == [], "the database is not heard yet: it is told as soon as it is"
    assert mailbox.empty()
    hub.begin()
    assert mailbox.get_nowait().decode().splitlines()[:2] == LOOK_AGAIN

    def told(topics: dict[str, float]) -> list[list[str]]:
        return [message.decode().splitlines()[:2] for message in hub.missed(topics)]

    assert told({"bulk:1": began - 2}) == [LOOK_AGAIN], "before the process heard the database"
    with clock.moved(timedelta(seconds=61)):
        hub.hear('{"t": "bulk:1", "e": "bulk.done", "i": "1"}')
        assert told({"bulk:1": began + 3, "bulk:2": began + 3}) == [DONE]
    with clock.moved(timedelta(seconds=90)):
        assert told({"bulk:1": began + 3, "bulk:2": began + 80}) == [LOOK_AGAIN]


def test_without_a_valid_token_there_is_nothing_to_hear(address):
    assert httpx.get(f"{address}/stream?t=order:1:forged", trust_env=False).status_code == 403
    assert httpx.get(f"{address}/stream", trust_env=False).status_code == 403
    assert httpx.get(f"{address}/elsewhere", trust_env=False).status_code == 404


def test_a_rolled_back_change_tells_nobody(transactional_db, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks, suppress(RuntimeError), transaction.atomic():
        stream.publish("order:1", "orders.paid", "1")
        raise RuntimeError
    assert callbacks == []
