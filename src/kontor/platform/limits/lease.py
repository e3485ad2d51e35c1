"""Many calls, few writes: a process takes calls from the shared counter by the batch and spends them by itself.

A counter that every call writes is a row that every call waits for. Here a call in twenty writes it. The limit holds
over all processes together; what a process has taken and not spent by the end of the window is lost to the others, so
that a client can be told “too many” up to one batch per process early, and never late.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection

from kontor.kernel.clock import now
from kontor.platform.limits.hit import TooMany, digest

BATCHES = 20  # into which a limit is divided
_MOST = 4096  # counters that a process remembers

_TAKE = """
INSERT INTO platform_rate AS rate (scope, key, count, ends_at) VALUES (%(scope)s, %(key)s, %(batch)s, %(ends)s)
ON CONFLICT (scope, key) DO UPDATE SET
    count = CASE WHEN rate.ends_at <= %(now)s THEN %(batch)s ELSE rate.count + %(batch)s END,
    ends_at = CASE WHEN rate.ends_at <= %(now)s THEN %(ends)s ELSE rate.ends_at END
RETURNING count, ends_at
"""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a client stands: `left` of `limit` calls until the window ends in `seconds`."""

    limit: int
    left: int
    seconds: int


@dataclass(slots=True)
class _Lease:
    """What this process holds: `mine` calls to spend, `others` left in the shared counter when it last looked."""

    limit: int
    mine: int
    others: int
    ends_at: datetime


_leases: dict[str, _Lease] = {}
_lock = threading.Lock()


def spend(*, scope: str, key: str, limit: int, window: timedelta) -> Standing:
    """Count one call of `key` at `scope`; the window begins with the first one. See `hit` for the arguments.

    Call it outside a transaction that a refusal rolls back.

    Raises:
        TooMany: with `retry_after` in seconds.
    """
    moment, name = now(), digest(scope, key)
    with _lock:
        lease = _leases.get(name)
        if lease is not None and lease.limit == limit and timedelta(0) < lease.ends_at - moment <= window:
            if lease.mine > 0:
                lease.mine -= 1
                return _standing(lease, moment)
            if lease.others <= 0:  # whoever goes on asking costs nobody a write
                raise _too_many(lease, moment)
    return _take(scope, name, limit, moment, window)


def _take(scope: str, name: str, limit: int, moment: datetime, window: timedelta) -> Standing:
    batch = max(1, limit // BATCHES)
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, {"scope": scope, "key": name, "batch": batch, "now": moment, "ends": moment + window})
        count, ends_at = cursor.fetchone()
    gained = max(0, min(batch, limit - (count - batch)))
    with _lock:
        if len(_leases) >= _MOST:
            _leases.clear()
        lease = _leases.get(name)
        if lease is None or lease.ends_at != ends_at or lease.limit != limit:
            lease = _leases[name] = _Lease(limit, 0, 0, ends_at)
        lease.mine += gained
        lease.others = max(0, limit - count)
        if lease.mine <= 0:
            raise _too_many(lease, moment)
        lease.mine -= 1
        return _standing(lease, moment)


def _seconds(lease: _Lease, moment: datetime) -> int:
    return max(1, int((lease.ends_at - moment).total_seconds() + 0.999))


def _standing(lease: _Lease, moment: datetime) -> Standing:
    return Standing(lease.limit, lease.mine + lease.others, _seconds(lease, moment))


def _too_many(lease: _Lease, moment: datetime) -> TooMany:
    wait = _seconds(lease, moment)
    return TooMany(retry_after=wait, seconds=wait)
