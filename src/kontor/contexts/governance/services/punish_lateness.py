"""Stores that ship too many orders too late (OPR-03): found by the clock, recorded with the orders as evidence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from kontor.contexts.governance import policy
from kontor.contexts.governance.models import Violation
from kontor.contexts.governance.proofs import Proof
from kontor.contexts.governance.services.record_violation import record_violation
from kontor.kernel.clock import now
from kontor.kernel.viewer import System

_SHOWN = 10
_CLOCK = System("clock")
_LATE = """
SELECT store_id, count(*), count(*) FILTER (WHERE coalesce(shipped_at, %(now)s) > ship_by),
    (array_agg(number ORDER BY ship_by DESC) FILTER (WHERE coalesce(shipped_at, %(now)s) > ship_by))[1:%(shown)s]
FROM orders_storeorder
WHERE ship_by >= %(since)s AND ship_by < %(now)s AND state NOT IN ('placed', 'paid', 'frozen', 'cancelled')
GROUP BY store_id
HAVING count(*) FILTER (WHERE coalesce(shipped_at, %(now)s) > ship_by) >= %(least)s
"""


def punish_lateness() -> Sequence[UUID]:
    """Record a violation for each store whose share of late orders is over the policy's, once within its time.

    Returns:
        The violations that are new.
    """
    moment, days = now(), policy.LATE_OVER.int()
    since = moment - timedelta(days=days)
    values: dict[str, Any] = {"now": moment, "since": since, "least": policy.LATE_AT_LEAST.int(), "shown": _SHOWN}
    with connection.cursor() as cursor:
        cursor.execute(_LATE, values)
        found = cursor.fetchall()
    return [
        made
        for store_id, many, late, numbers in found
        if late * 100 >= many * policy.LATE_SHARE.int() and (made := _record(store_id, numbers, since, moment))
    ]


def _record(store_id: UUID, numbers: Sequence[int], since: datetime, moment: datetime) -> UUID | None:
    """One for each store within the time over which it is measured."""
    if Violation.objects.filter(store_id=store_id, code="late_shipments", at__gt=since).exists():
        return None
    cause = f"late:{store_id.hex}:{moment.date().isoformat()}"
    return record_violation(
        viewer=_CLOCK, store_id=store_id, code="late_shipments", cause=cause, proof=Proof(orders=numbers)
    ).id
