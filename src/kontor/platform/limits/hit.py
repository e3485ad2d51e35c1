"""Counting one attempt."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db import connection

from kontor.kernel.clock import now
from kontor.kernel.errors import Kind, Refusal
from kontor.kernel.text import mark as _

_HIT = """
INSERT INTO platform_rate AS rate (scope, key, count, ends_at) VALUES (%(scope)s, %(key)s, 1, %(ends)s)
ON CONFLICT (scope, key) DO UPDATE SET
    count = CASE WHEN rate.ends_at <= %(now)s THEN 1 ELSE rate.count + 1 END,
    ends_at = CASE WHEN rate.ends_at <= %(now)s THEN %(ends)s ELSE rate.ends_at END
RETURNING count, ends_at
"""


class TooMany(Refusal):
    code = "ERR_TOO_MANY"
    kind = Kind.LIMIT
    sentence = _("That was too often. Please wait %(seconds)s seconds and try again.")


def hit(*, scope: str, key: str, limit: int, window: timedelta) -> None:
    """Count one attempt of `key` at `scope`; the window begins with the first one.

    Call it outside a transaction that a refusal rolls back, or the attempt is not counted.

    Args:
        scope: what is limited (`sign_in.ip`).
        key: who: an address, an account; stored as a hash.
        limit: attempts that pass within `window`.

    Raises:
        TooMany: with `retry_after` in seconds.
    """
    moment = now()
    name = digest(scope, key)
    with connection.cursor() as cursor:
        cursor.execute(_HIT, {"scope": scope, "key": name, "now": moment, "ends": moment + window})
        count, ends_at = cursor.fetchone()
    if count > limit:
        wait = _seconds(ends_at - moment)
        raise TooMany(retry_after=wait, seconds=wait)


def forgive(*, scope: str, key: str) -> None:
    """Forget the attempts of `key` at `scope`: it has proved to be who it says."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM platform_rate WHERE scope = %s AND key = %s", [scope, digest(scope, key)])


def digest(scope: str, key: str) -> str:
    """How a key is stored: nobody reads addresses out of the counters."""
    return hashlib.sha256(f"{scope}\0{key}".encode()).hexdigest()


_HIT_EACH = """
INSERT INTO platform_rate AS rate (scope, key, count, ends_at)
SELECT scope, key, 1, ends FROM json_to_recordset(%(attempts)s::json) AS fresh (scope text, key text, ends timestamptz)
ORDER BY scope, key
ON CONFLICT (scope, key) DO UPDATE SET
    count = CASE WHEN rate.ends_at <= %(now)s THEN 1 ELSE rate.count + 1 END,
    ends_at = CASE WHEN rate.ends_at <= %(now)s THEN excluded.ends_at ELSE rate.ends_at END
RETURNING scope, key, count, ends_at
"""


@dataclass(frozen=True, slots=True)
class Attempt:
    """Something to be counted: `limit` of `key` pass at `scope` within `window`."""

    scope: str
    key: str
    limit: int
    window: timedelta


def hit_each(attempts: Sequence[Attempt]) -> list[int]:
    """Count several different attempts with one statement, always in the same order of rows.

    Returns:
        For each of them the seconds until its window ends, if it is over its limit; else 0.
    """
    moment = now()
    names = [(each.scope, digest(each.scope, each.key)) for each in attempts]
    rows = [
        {"scope": scope, "key": key, "ends": (moment + each.window).isoformat()}
        for (scope, key), each in zip(names, attempts, strict=True)
    ]
    with connection.cursor() as cursor:
        cursor.execute(_HIT_EACH, {"attempts": json.dumps(rows), "now": moment})
        found = {(scope, key): (count, ends_at) for scope, key, count, ends_at in cursor.fetchall()}
    told = []
    for name, each in zip(names, attempts, strict=True):
        count, ends_at = found[name]
        told.append(_seconds(ends_at - moment) if count > each.limit else 0)
    return told


def _seconds(left: timedelta) -> int:
    return max(1, int(left.total_seconds() + 0.999))
