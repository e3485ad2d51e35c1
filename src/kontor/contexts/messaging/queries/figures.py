"""Figures of how a store answers, for its score and its reports (MSG-18). For the system, its people, the operator."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from kontor.contexts.messaging.words import Miss
from kontor.contexts.sellers.queries import require
from kontor.kernel.clock import now
from kontor.kernel.viewer import Operator, Seat

_READ = """
SELECT
    (SELECT count(*) FROM messaging_message WHERE store_id = %(store)s AND begins_wait AND at >= %(since)s),
    (SELECT count(*) FROM messaging_clockmiss WHERE store_id = %(store)s AND kind = %(slow)s
        AND waiting_since >= %(since)s),
    (SELECT count(*) FROM messaging_clockmiss WHERE store_id = %(store)s AND kind = %(unanswered)s
        AND waiting_since >= %(since)s),
    (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY waited_s) FROM messaging_message
        WHERE store_id = %(store)s AND waited_s IS NOT NULL AND at >= %(since)s),
    (SELECT count(*) FROM messaging_policyviolation WHERE store_id = %(store)s AND lifted_at IS NULL
        AND at >= %(since)s)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """How a store answered the buyers who began to wait since a moment.

    Attributes:
        waits: how often a buyer waited; slow, unanswered: how many of these waits were marked so.
        median_s: seconds until a person answered, in the middle; None while nobody has.
        violations: messages that the policy stopped and that were not taken back.
    """

    waits: int
    slow: int
    unanswered: int
    median_s: int | None
    violations: int

    @property
    def slow_bp(self) -> int | None:
        """Slow Response Rate in hundredths of a per cent; None while nobody has waited."""
        return self.slow * 10_000 // self.waits if self.waits else None

    @property
    def unanswered_bp(self) -> int | None:
        """Share of unanswered conversations in hundredths of a per cent; None while nobody has waited."""
        return self.unanswered * 10_000 // self.waits if self.waits else None


def figures(store_id: UUID, since: datetime) -> Figures:
    """Figures since a moment. For the system."""
    values: dict[str, Any] = {
        "store": store_id,
        "since": since,
        "slow": Miss.SLOW.value,
        "unanswered": Miss.UNANSWERED.value,
    }
    with connection.cursor() as cursor:
        cursor.execute(_READ, values)
        waits, slow, unanswered, median, violations = cursor.fetchone()
    middle = None if median is None else round(float(median))
    return Figures(waits=waits, slow=slow, unanswered=unanswered, median_s=middle, violations=violations)


def own_figures(viewer: Seat | Operator, *, days: int = 30, store_id: UUID | None = None) -> Figures:
    """Figures of the last days: of the seat's store, or of the one that the operator names.

    Raises:
        RightMissing: a seat without `messages.view`.
    """
    if isinstance(viewer, Seat):
        require(viewer, "messages.view")
        store_id = viewer.store_id
    assert store_id is not None  # noqa: S101  (an operator names one)
    return figures(store_id, now() - timedelta(days=days))
