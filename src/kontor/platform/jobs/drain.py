"""Running everything that is due, here and now: for tests and commands."""

from __future__ import annotations

import json
from typing import Any

from django.db import connection, transaction

from kontor.kernel.clock import now
from kontor.platform.jobs.declare import find

_TAKE = """
UPDATE procrastinate_jobs SET status = 'doing' WHERE id = (
    SELECT id FROM procrastinate_jobs WHERE status = 'todo' AND (scheduled_at IS NULL OR scheduled_at <= %s)
    ORDER BY priority DESC, id LIMIT 1 FOR UPDATE SKIP LOCKED
) RETURNING id, task_name, args
"""
_FINISH = "UPDATE procrastinate_jobs SET status = %s, attempts = attempts + 1 WHERE id = %s"


def drain(*, raising: bool = True, limit: int = 10_000) -> int:
    """Run all jobs that are due by the kernel's clock, and those that they queue, one after the other.

    Args:
        raising: let the first failure through (the job counts as failed either way).

    Returns:
        How many ran.
    """
    for ran in range(limit):
        taken = _take()
        if taken is None:
            return ran
        identity, name, args = taken
        try:
            with transaction.atomic():
                find(name).run(**args)
        except Exception:
            _finish(identity, "failed")
            if raising:
                raise
        else:
            _finish(identity, "succeeded")
    raise RuntimeError("jobs do not come to rest: one keeps queueing another that is due at once")


def _take() -> tuple[int, str, dict[str, Any]] | None:
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [now()])
        row = cursor.fetchone()
    if row is None:
        return None
    identity, name, args = row
    return identity, name, json.loads(args) if isinstance(args, str) else args


def _finish(identity: int, status: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_FINISH, [status, identity])
