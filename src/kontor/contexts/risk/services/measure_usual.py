"""How registrations look here, measured anew: against it every judgement weighs what two accounts share (ACC-30)."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection, transaction

from kontor.contexts.risk.rules.kinds import TraceKind
from kontor.contexts.risk.rules.likeness import LEAST, MONTH, SAMPLE, SETTLED, usual_of
from kontor.kernel.clock import now

# The latest registrations that are older than a burst lasts, so that a farm of today is not taken for usual.
_SAMPLE = """
SELECT trace.hand, trace.habits
FROM risk_judgement AS judged JOIN risk_trace AS trace ON trace.account_id = judged.account_id AND trace.kind = %s
WHERE judged.id < %s AND judged.occasion = 'registration' ORDER BY judged.id DESC LIMIT %s
"""
_MONTH = """
SELECT count(*) FROM (
    SELECT 1 FROM risk_judgement WHERE id >= %s AND occasion = 'registration' LIMIT 200000
) AS of_a_month
"""
_KEEP = """
INSERT INTO risk_usual (id, at, told) VALUES (1, %s, %s::jsonb)
ON CONFLICT (id) DO UPDATE SET at = excluded.at, told = excluded.told
"""


def measure_usual() -> int:
    """Measure and keep it; the number of registrations that it was measured by."""
    at = now()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_SAMPLE, [int(TraceKind.ADDRESS), _id_at(at - SETTLED), SAMPLE])
        seen = cursor.fetchall()
        if len(seen) < LEAST:  # a young installation: of late, then
            cursor.execute(_SAMPLE, [int(TraceKind.ADDRESS), _id_at(at), SAMPLE])
            seen = cursor.fetchall()
        cursor.execute(_MONTH, [_id_at(at - timedelta(days=MONTH))])
        found = usual_of(seen, cursor.fetchone()[0])
        cursor.execute(_KEEP, [at, json.dumps(found.as_json())])
    return found.many


def _id_at(at: datetime) -> UUID:
    """The least id of that moment."""
    return UUID(int=int(at.timestamp() * 1000) << 80)
