"""Putting work into the queue, in the transaction that makes it necessary."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from kontor.platform.jobs.declare import Job, find

# Written straight into procrastinate's table: its own function raises on a taken queueing lock, which would
# abort the caller's transaction, and takes one more round trip.
_INSERT = """
INSERT INTO procrastinate_jobs (queue_name, task_name, priority, lock, queueing_lock, args, scheduled_at)
SELECT 'default', %s, 0, lock, queueing_lock, args, %s
FROM unnest(%s::text[], %s::text[], %s::jsonb[]) AS fresh (lock, queueing_lock, args)
ON CONFLICT (queueing_lock) WHERE status = 'todo' DO NOTHING
"""


# A waiting run is held until our commit: who takes it up afterwards sees what we have written.
_GATHER = """
INSERT INTO procrastinate_jobs AS job (queue_name, task_name, priority, queueing_lock, args)
VALUES ('default', %s, 0, %s, '{}')
ON CONFLICT (queueing_lock) WHERE status = 'todo' DO UPDATE SET priority = job.priority
"""


def enqueue_gathering(name_or_job: str | Callable[..., object]) -> None:
    """Queue the one run that does all of its kind that is there to do; while it waits, it serves later callers too.

    Call it last in the transaction that writes what there is to do: the run is not taken up before its commit.
    """
    job = find(name_or_job)
    with connection.cursor() as cursor:
        cursor.execute(_GATHER, [job.name, f"{job.name}:all"])


def enqueue(
    name_or_job: str | Callable[..., object], *, at: datetime | None = None, key: str | None = None, **ids: Any
) -> None:
    """Queue one run. It happens if, and only if, the surrounding transaction commits.

    Args:
        name_or_job: `context.verb` or the function itself.
        at: not before this moment; at once when left out.
        key: while a run with this key waits in the queue, another is not added.
        ids: arguments: UUID, int, str, bool, datetime; no models, no personal data.
    """
    _insert(find(name_or_job), at, [(key, ids)])


def enqueue_many(name_or_job: str | Callable[..., object], runs: Iterable[Mapping[str, Any]]) -> None:
    """Queue several runs of one job with one statement."""
    _insert(find(name_or_job), None, [(None, run) for run in runs])


def _insert(job: Job, at: datetime | None, runs: list[tuple[str | None, Mapping[str, Any]]]) -> None:
    if not runs:
        return
    locks = [f"{job.name}:{ids[job.lock]}" if job.lock else None for _, ids in runs]
    keys = [f"{job.name}:{key}" if key is not None else None for key, _ in runs]
    args = [json.dumps({name: _plain(value) for name, value in ids.items()}) for _, ids in runs]
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, [job.name, at, locks, keys, args])


def _plain(value: Any) -> Any:
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, datetime):
        return value.isoformat()
    return value
