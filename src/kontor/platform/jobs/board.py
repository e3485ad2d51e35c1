"""The job board: what waits, runs, failed; parked facts; trying again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from kontor.kernel.clock import now

_RECENT = """
SELECT job.id, job.task_name, job.status::text, job.attempts, job.scheduled_at, job.args,
    (SELECT max(event.at) FROM procrastinate_events AS event WHERE event.job_id = job.id)
FROM procrastinate_jobs AS job
WHERE (%(status)s = '' OR job.status::text = %(status)s) AND (%(name)s = '' OR job.task_name LIKE %(name)s || '%%')
ORDER BY job.id DESC LIMIT %(limit)s
"""
_COUNTS = "SELECT task_name, status::text, count(*) FROM procrastinate_jobs GROUP BY 1, 2 ORDER BY 1, 2"
_AGAIN = """
UPDATE procrastinate_jobs
SET status = 'todo', scheduled_at = NULL, attempts = 0, worker_id = NULL, abort_requested = false
WHERE id = %s AND status IN ('failed', 'cancelled', 'aborted')
"""
_PARKED = """
SELECT key, id, name, recorded_at, attempts, error FROM platform_outbox WHERE parked ORDER BY recorded_at DESC LIMIT %s
"""
_UNPARK = """
UPDATE platform_outbox SET parked = false, pending = true, attempts = 0, due_at = %s
WHERE key = %s AND id = %s AND parked
"""
_BACKLOG = "SELECT count(*), min(recorded_at) FROM platform_outbox WHERE pending"


@dataclass(frozen=True, slots=True)
class JobRow:
    """A queued, running or finished run of a job. `args` holds ids only."""

    id: int
    name: str
    status: str
    tries: int
    due: datetime | None
    args: Any
    last: datetime | None


@dataclass(frozen=True, slots=True)
class ParkedFact:
    """A fact that no try could deliver."""

    key: UUID
    id: UUID
    name: str
    recorded_at: datetime
    tries: int
    error: str


def recent(*, status: str = "", name: str = "", limit: int = 100) -> list[JobRow]:
    """Runs, latest first. For operators.

    Args:
        status: only these: todo, doing, succeeded or failed.
        name: only jobs whose name begins so.
    """
    with connection.cursor() as cursor:
        cursor.execute(_RECENT, {"status": status, "name": name, "limit": limit})
        return [JobRow(*row) for row in cursor.fetchall()]


def counts() -> list[tuple[str, str, int]]:
    """Number of runs by job and status. For operators."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS)
        rows: list[tuple[str, str, int]] = cursor.fetchall()
        return rows


def backlog() -> tuple[int, datetime | None]:
    """How many facts wait for delivery, and since when the oldest. For operators."""
    with connection.cursor() as cursor:
        cursor.execute(_BACKLOG)
        waiting, oldest = cursor.fetchone()
        return waiting, oldest


def parked(*, limit: int = 100) -> list[ParkedFact]:
    """Facts that gave up, latest first. For operators."""
    with connection.cursor() as cursor:
        cursor.execute(_PARKED, [limit])
        return [ParkedFact(*row) for row in cursor.fetchall()]


def retry_job(*, job_id: int) -> bool:
    """Queue a failed run again, with all its tries. False when it is not a failed one."""
    with connection.cursor() as cursor:
        cursor.execute(_AGAIN, [job_id])
        return bool(cursor.rowcount)


def retry_fact(*, key: UUID, event_id: UUID) -> bool:
    """Deliver a parked fact again. False when it is not parked."""
    with connection.cursor() as cursor:
        cursor.execute(_UNPARK, [now(), key, event_id])
        return bool(cursor.rowcount)
