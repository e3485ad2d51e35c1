"""The jobs process: quick to take up work, and a dead one's work is taken up by the next (ACC-15's second half)."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest
from django.db import connection

from kontor.kernel.clock import now
from kontor.kernel.ids import new_id
from kontor.platform import jobs
from kontor.platform.mail.models import Message

# The worker of the test knows two more jobs: one writes a letter, one does so after a long sleep.
_WORKER = """
import django, time
django.setup()
from uuid import UUID
from kontor.platform import mail
from kontor.platform.jobs import job, queue, worker

@job(name="tests.write")
def write(*, letter_id: UUID) -> None:
    mail.send(to="a@example.org", subject="s", text="t", reference=str(letter_id))

@job(name="tests.sleep_and_write")
def sleep_and_write(*, letter_id: UUID, seconds: int) -> None:
    time.sleep(seconds)
    mail.send(to="a@example.org", subject="s", text="t", reference=str(letter_id))

queue.register_all()
worker.DEAD_AFTER, worker.HEARTBEAT, worker.REAP = 2.0, 0.5, 0.5
print("ready", flush=True)
worker.run(concurrency=2)
"""


@pytest.fixture
def start(database_url, transactional_db, tmp_path) -> Iterator:
    started: list[subprocess.Popen] = []
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("KONTOR_", "DJANGO_"))}
    more = {
        "DATABASE_URL": database_url,
        "KONTOR_DATA": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "kontor.config.settings",
    }
    variables = clean | more

    def one() -> subprocess.Popen:
        process = subprocess.Popen([sys.executable, "-c", _WORKER], env=variables, stdout=subprocess.PIPE, text=True)
        started.append(process)
        assert process.stdout.readline() == "ready\n"
        return process

    _declare()
    yield one
    for process in started:
        if process.poll() is None:
            process.terminate()
            process.wait(15)
        process.stdout.close()
    _forget()


def _declare() -> None:
    @jobs.job(name="tests.write")
    def write(*, letter_id): ...

    @jobs.job(name="tests.sleep_and_write")
    def sleep_and_write(*, letter_id, seconds): ...


def _forget() -> None:
    from kontor.platform.jobs import declare

    declare.forget("tests.write")
    declare.forget("tests.sleep_and_write")


def _wait_for(check, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not check():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.02)


@pytest.mark.rule("ACC-15")
def test_a_letter_leaves_within_a_second_of_the_commit(start):
    start()
    first = new_id()
    jobs.enqueue("tests.write", letter_id=first)
    _wait_for(lambda: Message.objects.filter(reference=str(first)).exists(), 15)  # the worker is awake now
    times = []
    for _ in range(5):
        letter = new_id()
        jobs.enqueue("tests.write", letter_id=letter)
        committed = now()
        _wait_for(lambda letter=letter: Message.objects.filter(reference=str(letter)).exists(), 5)
        times.append((now() - committed).total_seconds())
    assert sorted(times)[2] < 1.0, times


@pytest.mark.rule("ACC-15")
def test_a_killed_workers_job_is_done_by_the_next_one_once(start):
    dying = start()
    letter = new_id()
    jobs.enqueue("tests.sleep_and_write", letter_id=letter, seconds=30)
    _wait_for(lambda: _status() == "doing", 15)
    dying.kill()
    dying.wait()
    with connection.cursor() as cursor:  # what it waited for is there now
        cursor.execute("UPDATE procrastinate_jobs SET args = jsonb_set(args, '{seconds}', '0')")
    start()
    _wait_for(lambda: Message.objects.filter(reference=str(letter)).exists(), 30)
    _wait_for(lambda: _status() == "succeeded", 5)
    assert Message.objects.count() == 1


def _status() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT status::text FROM procrastinate_jobs WHERE task_name = 'tests.sleep_and_write'")
        row = cursor.fetchone()
    return row[0] if row else ""
