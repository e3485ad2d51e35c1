"""An account did what others may do as well: a door, a courier's phone, a store, a card (ACC-31, ACC-35)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection

from kontor.contexts.risk import looking, policy
from kontor.contexts.risk.rules.deeds import ties_of
from kontor.contexts.risk.rules.kinds import MOST, TraceKind
from kontor.contexts.risk.rules.seen import Other
from kontor.contexts.risk.rules.traces import key
from kontor.contexts.risk.services.link_accounts import link_accounts
from kontor.kernel.clock import now
from kontor.platform.database.alone import alone

# One statement: who I was when I registered, my new traces, and the latest others of each.
_NOTE = """
WITH me AS (
    SELECT place, machine, hand, habits FROM risk_trace
    WHERE account_id = %(account)s AND kind = %(address)s AND (%(young)s::timestamptz IS NULL OR joined_at > %(young)s)
    ORDER BY joined_at DESC NULLS LAST LIMIT 1
), asked AS (
    SELECT told.kind, told.key, told.most, me.* FROM
    unnest(%(kinds)s::smallint[], %(keys)s::bigint[], %(most)s::int[]) AS told (kind, key, most)
    LEFT JOIN me ON true WHERE %(young)s::timestamptz IS NULL OR me.place IS NOT NULL
), kept AS (
    INSERT INTO risk_trace (key, account_id, kind, joined_at, last_at, place, machine, hand, habits)
    SELECT key, %(account)s, kind, NULL, %(at)s, coalesce(place, 0), coalesce(machine, 0), coalesce(hand, 0),
           coalesce(habits, 0)
    FROM asked ON CONFLICT (key, account_id) DO UPDATE SET last_at = excluded.last_at
)
SELECT asked.kind, asked.place, asked.machine, asked.hand, asked.habits,
       other.account_id, other.last_at, other.place, other.machine, other.hand, other.habits
FROM asked CROSS JOIN LATERAL (
    SELECT * FROM risk_trace WHERE key = asked.key AND account_id <> %(account)s AND last_at > %(since)s
    ORDER BY last_at DESC LIMIT asked.most
) AS other
"""


def note_deeds(*, account_id: UUID, deeds: Sequence[tuple[TraceKind, str]]) -> None:
    """Remember digests of what the account did, and link it with those who do the same with one hand (ACC-31).

    One statement where there is nobody to link.

    Args:
        deeds: `DOOR`, `COURIER`, `PAYMENT` or `STORE`, each with what was told; nothing of it is kept but its digest. A
            store alone tells something of young accounts only: of others it is not kept.
    """
    if not deeds:
        return
    at = now()
    with alone(), connection.cursor() as cursor:
        cursor.execute(_NOTE, _values(account_id, deeds, at))
        rows = cursor.fetchall()
    ties: dict[object, TraceKind] = {}
    for kind, _ in deeds:
        found = [row for row in rows if row[0] == kind]
        if found:
            me = Other(account_id, 0.0, True, *(figure or 0 for figure in found[0][1:5]))
            others = [Other(row[5], (at - row[6]).total_seconds() / 3600, False, *row[7:]) for row in found]
            in_force = policy.weights(usual=looking.usual(at))
            ties |= ties_of(kind, me, others, in_force)
    if ties:
        link_accounts(account_id=account_id, ties=ties)


def _values(account_id: UUID, deeds: Sequence[tuple[TraceKind, str]], at: datetime) -> dict[str, Any]:
    young = all(kind is TraceKind.STORE for kind, _ in deeds)
    return {
        "account": account_id,
        "address": int(TraceKind.ADDRESS),
        "young": at - timedelta(days=policy.YOUNG.int()) if young else None,
        "kinds": [int(kind) for kind, _ in deeds],
        "keys": [key(kind, told, secret=settings.SECRET_KEY) for kind, told in deeds],
        "most": [MOST[kind] for kind, _ in deeds],
        "at": at,
        "since": at - timedelta(days=policy.WINDOW.int()),
    }
