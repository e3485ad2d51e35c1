"""Live pages: a page hears what it has a token for, and nothing else."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import suppress

import httpx
import pytest
from django.db import transaction

from kontor.platform import stream
from kontor.platform.stream.tokens import topic_of
from tests.support.listening import running


@pytest.fixture
def address(database_url, transactional_db, tmp_path) -> Iterator[str]:
    """The stream as a process of its own on this test's database."""
    with running(database_url, tmp_path) as process:
        yield process.address


def test_a_page_hears_its_topic_within_a_second_and_no_other(address):
    token = stream.token("order:1")
    assert topic_of(token) == "order:1"
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


def test_without_a_valid_token_there_is_nothing_to_hear(address):
    assert httpx.get(f"{address}/stream?t=order:1:forged", trust_env=False).status_code == 403
    assert httpx.get(f"{address}/stream", trust_env=False).status_code == 403
    assert httpx.get(f"{address}/elsewhere", trust_env=False).status_code == 404


def test_a_rolled_back_change_tells_nobody(transactional_db, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks, suppress(RuntimeError), transaction.atomic():
        stream.publish("order:1", "orders.paid", "1")
        raise RuntimeError
    assert callbacks == []
