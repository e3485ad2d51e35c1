"""An account's first order is paid: its registration is looked at again, now that others have come (ACC-31)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection

from kontor.contexts.risk import looking, policy
from kontor.contexts.risk.rules.kinds import TraceKind
from kontor.contexts.risk.rules.second_look import ties_again
from kontor.contexts.risk.rules.traces import Mark, key, mark_again
from kontor.contexts.risk.services.link_accounts import link_accounts
from kontor.kernel.clock import now

# That it was looked at, and what was kept of the registration; nothing of accounts that are linked already.
_FIRST = """
WITH mine AS (
    SELECT * FROM risk_trace WHERE account_id = %(account)s AND joined_at > %(since)s
    AND NOT EXISTS (SELECT 1 FROM risk_trace WHERE key = %(key)s AND account_id = %(account)s)
), looked AS (
    INSERT INTO risk_trace (key, account_id, kind, joined_at, last_at, place, machine, hand, habits)
    SELECT %(key)s, %(account)s, %(order)s, NULL, %(at)s, 0, 0, 0, 0 WHERE EXISTS (SELECT 1 FROM mine)
    ON CONFLICT DO NOTHING
)
SELECT kind, key, joined_at, place, machine, hand, habits FROM mine
WHERE NOT EXISTS (SELECT 1 FROM risk_member WHERE account_id = %(account)s)
"""


def look_again(*, account_id: UUID) -> bool:
    """Link the account with those who are like it, if this is its first order and nothing has linked it before.

    Precondition: called inside the transaction in which the order is paid. One statement, of an account that was
    registered within `risk.window` and orders for the first time two.

    Returns:
        Whether it was linked now, so that the order waits for the risk check.
    """
    at = now()
    with connection.cursor() as cursor:
        cursor.execute(_FIRST, _values(account_id, at))
        rows = cursor.fetchall()
    if not rows:
        return False
    mark, joined = _mark(rows), max(row[2] for row in rows)
    before = {
        kind: [other for other in others if other.who != account_id]
        for kind, others in looking.before(mark, at).items()
    }
    in_force = policy.weights(usual=looking.usual(at))
    ties = ties_again(mark, (at - joined).total_seconds() / 3600, before, in_force)
    return bool(ties) and link_accounts(account_id=account_id, ties=ties) is not None


def _values(account_id: UUID, at: datetime) -> dict[str, Any]:
    return {
        "account": account_id,
        "key": key(TraceKind.ORDER, str(account_id), secret=settings.SECRET_KEY),
        "order": int(TraceKind.ORDER),
        "at": at,
        "since": at - timedelta(days=policy.WINDOW.int()),
    }


def _mark(rows: Sequence[Any]) -> Mark:
    """As `mark_of` made it when the account registered."""
    place, machine, hand, habits = rows[0][3:]
    keys = {TraceKind(row[0]): row[1] for row in rows}
    return mark_again(keys, place, machine, hand, habits, secret=settings.SECRET_KEY)
