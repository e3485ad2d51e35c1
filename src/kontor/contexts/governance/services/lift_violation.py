"""A violation was wrong: it is taken back, and everything that followed from it (OPR-03)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.governance.consequences import hold, undo
from kontor.contexts.governance.errors import ReasonMissing, ViolationNotFound, ViolationOver
from kontor.contexts.governance.events import ViolationEnded
from kontor.contexts.governance.lifecycle import VIOLATION, State
from kontor.contexts.governance.models import Appeal, Violation
from kontor.contexts.governance.news import tell_lifted
from kontor.contexts.governance.rules.lengths import WORDS_AT_MOST
from kontor.contexts.governance.services.appeal import KIND
from kontor.kernel.clock import now
from kontor.kernel.lifecycle import Actor
from kontor.kernel.viewer import Operator
from kontor.platform import reviews
from kontor.platform.events import record


def lift_violation(*, viewer: Operator, violation_id: UUID, reason: str, withdraw: bool = True) -> None:
    """Take it back: the points go, goods and store are shown again, the store's people read the reason.

    What was closed or hidden for other violations as well stays so.

    Args:
        withdraw: end the case of an appeal that waits; False where that case is just being decided.

    Raises:
        ReasonMissing, ViolationNotFound, ViolationOver: nothing has changed.
    """
    reason = reason.strip()[:WORDS_AT_MOST]
    if not reason:
        raise ReasonMissing(field="reason")
    with transaction.atomic():
        violation = Violation.objects.select_related("store").filter(id=violation_id).first()
        if violation is None:
            raise ViolationNotFound
        hold(violation.store_id)
        arrow = VIOLATION.check("lift", State.IN_FORCE, Actor.OPERATOR)
        standing = Violation.objects.filter(id=violation_id, state=State.IN_FORCE)
        if not standing.update(state=arrow.target, ended_at=now(), ended_because=reason):
            raise ViolationOver
        for consequence in violation.consequences.filter(ended_at__isnull=True).order_by("at", "id"):
            undo(viewer=viewer, consequence=consequence)
        record(
            ViolationEnded(
                key=violation.store_id, store_id=violation.store_id, violation_id=violation_id, how="lifted",
                cause=violation.cause,
            )
        )  # fmt: skip
        tell_lifted(violation, reason)
        waits = Appeal.objects.filter(violation=violation, decided_at__isnull=True)
        waits.update(decided_at=now(), decided_by=viewer.account_id, granted=True, answer=reason)
        if withdraw:
            reviews.withdraw(kind=KIND, subject_id=violation_id)
