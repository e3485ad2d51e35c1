"""The points of a violation count no more (OPR-03)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.governance.consequences import hold
from kontor.contexts.governance.events import ViolationEnded
from kontor.contexts.governance.lifecycle import VIOLATION, State
from kontor.contexts.governance.models import Violation
from kontor.kernel.clock import now
from kontor.kernel.lifecycle import Actor
from kontor.platform.events import record


def expire_violation(*, store_id: UUID, violation_id: UUID) -> bool:
    """Expire it when its time is over. Safe to repeat.

    Returns:
        Whether it has expired now.
    """
    moment = now()
    with transaction.atomic():
        hold(store_id)
        arrow = VIOLATION.check("expire", State.IN_FORCE, Actor.SYSTEM)
        due = Violation.objects.filter(
            id=violation_id, store_id=store_id, state=State.IN_FORCE, points_until__lte=moment
        )
        if not due.update(state=arrow.target, ended_at=moment):
            return False
        record(ViolationEnded(key=store_id, store_id=store_id, violation_id=violation_id, how="expired"))
    return True
