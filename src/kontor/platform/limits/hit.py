"""Counting one attempt."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
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
        wait = max(1, int((ends_at - moment).total_seconds() + 0.999))
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
SELECT %(scope)s, key, 1, %(ends)s FROM unnest(%(keys)s::text[]) AS fresh (key) ORDER BY key
ON CONFLICT (scope, key) DO UPDATE SET
    count = CASE WHEN rate.ends_at <= %(now)s THEN 1 ELSE rate.count + 1 END,
    ends_at = CASE WHEN rate.ends_at <= %(now)s THEN %(ends)s ELSE rate.ends_at END
RETURNING key, count, ends_at
"""


def hit_each(*, scope: str, limits: Mapping[str, int], window: timedelta) -> dict[str, int]:
    """Count one attempt for each of several keys with one statement, always in the same order of rows.

    Args:
        limits: key → attempts that pass within `window`.

    Returns:
        The keys that are over their limit, with the seconds until their window ends.
    """
    moment = now()
    named = {digest(scope, key): key for key in limits}
    with connection.cursor() as cursor:
        cursor.execute(_HIT_EACH, {"scope": scope, "keys": list(named), "now": moment, "ends": moment + window})
        rows = cursor.fetchall()
    return {
        named[name]: max(1, int((ends_at - moment).total_seconds() + 0.999))
        for name, count, ends_at in rows
        if count > limits[named[name]]
    }
