"""Who was seen before with the keys of an attempt: one statement, however many keys and accounts there are."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection

from kontor.contexts.risk.policy import WINDOW
from kontor.contexts.risk.rules.kinds import MOST, TraceKind
from kontor.contexts.risk.rules.likeness import NOTHING_KNOWN, Usual
from kontor.contexts.risk.rules.seen import Other
from kontor.contexts.risk.rules.traces import Mark
from kontor.platform.database.arrays import of_numbers

# Arrays that PostgreSQL does not look into: it keeps its plan, which takes as long to make as the statement to run.
_BEFORE = """
SELECT asked.kind, other.account_id, extract(epoch FROM %(at)s::timestamptz - other.at)::float8 / 3600, other.joined,
       other.place, other.machine, other.hand, other.habits
FROM unnest((SELECT %(kinds)s::smallint[]), (SELECT %(keys)s::bigint[]), (SELECT %(most)s::int[]))
    AS asked (kind, key, most)
CROSS JOIN LATERAL (
    SELECT account_id, coalesce(joined_at, last_at) AS at, joined_at IS NOT NULL AS joined, place, machine, hand, habits
    FROM risk_trace WHERE key = asked.key AND last_at > %(since)s ORDER BY last_at DESC LIMIT asked.most
) AS other
"""
_VOLUME = """
SELECT (SELECT count(*) FROM (
    SELECT 1 FROM risk_judgement WHERE id >= %s AND occasion = 'registration' LIMIT 20000
) AS of_a_day), (SELECT told FROM risk_usual)
"""
_COUNTED_EVERY = 300.0  # seconds


def before(mark: Mark, at: datetime) -> dict[TraceKind, list[Other]]:
    """The latest others of each key, newest first."""
    found: dict[TraceKind, list[Other]] = {kind: [] for kind in mark.keys}
    if not mark.keys:
        return found
    asked = mark.asked()
    with connection.cursor() as cursor:
        cursor.execute(
            _BEFORE,
            {
                "kinds": of_numbers(kind for kind, _ in asked),
                "keys": of_numbers(key for _, key in asked),
                "most": of_numbers(MOST[kind] for kind, _ in asked),
                "at": at,
                "since": at - timedelta(days=WINDOW.int()),
            },
        )
        of_kind: dict[int, list[Other]] = {int(kind): others for kind, others in found.items()}
        for row in cursor.fetchall():
            of_kind[row[0]].append(Other(*row[1:]))
    return found


def day_volume(at: datetime) -> int:
    """Registrations of the last 24 hours, all together; each process counts them every few minutes."""
    return _count(at).many


def usual(at: datetime) -> Usual:
    """How registrations look here, as `measure_usual` measured it last; read with the day's number."""
    return _count(at).usual


def forget_volume() -> None:
    """Count anew at the next judgement. For tests."""
    _Counted.when = 0.0


class _Counted:
    """What this process counted last."""

    when: float = 0.0
    many: int = 0
    usual: Usual = NOTHING_KNOWN


def _count(at: datetime) -> type[_Counted]:
    if not 0 <= at.timestamp() - _Counted.when < _COUNTED_EVERY:
        first = UUID(int=int((at - timedelta(days=1)).timestamp() * 1000) << 80)
        with connection.cursor() as cursor:
            cursor.execute(_VOLUME, [first])
            _Counted.many, told = cursor.fetchone()
        _Counted.usual = Usual.from_json(json.loads(told)) if told else NOTHING_KNOWN
        _Counted.when = at.timestamp()
    return _Counted
