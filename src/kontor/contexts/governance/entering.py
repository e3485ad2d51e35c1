"""Writing a violation down: its row, its evidence, and the fact. Within the transactions of the services."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db.models import Sum

from kontor.contexts.governance.events import ViolationRecorded
from kontor.contexts.governance.lifecycle import State
from kontor.contexts.governance.models import Evidence, Violation
from kontor.contexts.governance.policy import APPEAL_WITHIN, POINTS_LAST
from kontor.contexts.governance.proofs import Proof, rows
from kontor.contexts.governance.rules.lengths import WORDS_AT_MOST
from kontor.contexts.governance.rules.offences import Offence
from kontor.contexts.sellers.models import Store
from kontor.kernel.clock import now
from kontor.kernel.viewer import Operator, System
from kontor.platform.events import record


def enter(
    *, viewer: Operator | System, store: Store, offence: Offence, words: str, proof: Proof, cause: str
) -> Violation:
    """The row with what it costs now, and its evidence."""
    moment = now()
    violation = Violation.objects.create(
        store=store, code=offence.code, points=offence.points.int(), words=words[:WORDS_AT_MOST], cause=cause,
        by_id=viewer.account_id if isinstance(viewer, Operator) else None, at=moment,
        appeal_by=moment + timedelta(days=APPEAL_WITHIN.int()),
        points_until=moment + timedelta(days=POINTS_LAST.int()),
    )  # fmt: skip
    Evidence.objects.bulk_create(rows(violation, proof))
    record(
        ViolationRecorded(
            key=store.id, store_id=store.id, violation_id=violation.id, code=violation.code, points=violation.points
        )
    )
    return violation


def points_of(store_id: UUID) -> int:
    """The sum of the points in force, at this moment: what is past its time does not wait for the clock's job."""
    counting = Violation.objects.filter(store_id=store_id, state=State.IN_FORCE, points_until__gt=now())
    return counting.aggregate(total=Sum("points"))["total"] or 0
