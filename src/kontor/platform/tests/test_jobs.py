"""Jobs: queued with the transaction, found by name, run once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection, transaction

from kontor.kernel import clock
from kontor.kernel.ids import new_id
from kontor.platform import jobs
from kontor.platform.jobs import declare


@pytest.fixture
def done() -> Iterator[list[UUID]]:
    seen: list[UUID] = []

    @jobs.job(name="tests.note")
    def note(*, thing_id: UUID) -> None:
        seen.append(thing_id)

    yield seen
    declare.forget("tests.note")


@pytest.mark.django_db
def test_a_job_runs_with_its_typed_arguments_once(done, django_assert_num_queries):
    thing = new_id()
    with django_assert_num_queries(1):
        jobs.enqueue("tests.note", thing_id=thing)
    assert jobs.drain() == 1
    assert jobs.drain() == 0
    assert done == [thing]


@pytest.mark.django_db
def test_a_job_of_a_transaction_that_failed_never_runs(done):
    with suppress(RuntimeError), transaction.atomic():
        jobs.enqueue("tests.note", thing_id=new_id())
        raise RuntimeError
    assert jobs.drain() == 0


@pytest.mark.django_db
def test_a_later_job_waits_for_its_time(done):
    jobs.enqueue("tests.note", at=clock.now() + timedelta(hours=24), thing_id=new_id())
    assert jobs.drain() == 0
    with clock.moved(timedelta(hours=24, seconds=1)):
        assert jobs.drain() == 1


@pytest.mark.django_db
def test_a_key_keeps_a_second_run_out_of_the_queue(done):
    for _ in range(3):
        jobs.enqueue("tests.note", key="only", thing_id=new_id())
    assert jobs.drain() == 1


def test_an_unknown_job_is_an_error_at_once():
    with pytest.raises(LookupError):
        jobs.enqueue("tests.nobody")


def test_positional_arguments_are_refused_at_declaration():
    with pytest.raises(TypeError, match="keyword-only"):

        @jobs.job(name="tests.wrong")
        def wrong(thing_id: UUID) -> None: ...


@pytest.mark.django_db
def test_queueing_a_job_notifies_nobody():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_trigger WHERE tgname LIKE 'procrastinate_jobs_notify%%'")
        assert cursor.fetchone() == (0,)
