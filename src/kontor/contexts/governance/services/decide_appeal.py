"""An appeal is decided (OPR-03)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.governance.consequences import hold
from kontor.contexts.governance.errors import AppealOver, ReasonMissing
from kontor.contexts.governance.models import Appeal
from kontor.contexts.governance.news import tell_kept
from kontor.contexts.governance.rules.lengths import WORDS_AT_MOST
from kontor.contexts.governance.services.lift_violation import lift_violation
from kontor.kernel.clock import now
from kontor.kernel.viewer import Operator


def decide_appeal(*, by: Operator, violation_id: UUID, granted: bool, answer: str) -> None:
    """Take the violation back, or keep it and say why. Called where the case is decided.

    Raises:
        ReasonMissing, AppealOver, ViolationOver: nothing has changed.
    """
    answer = answer.strip()[:WORDS_AT_MOST]
    if not answer:
        raise ReasonMissing(field="reason")
    with transaction.atomic():
        found = Appeal.objects.select_related("violation__store").filter(violation_id=violation_id).first()
        if found is None:
            raise AppealOver
        hold(found.violation.store_id)
        waits = Appeal.objects.filter(id=found.id, decided_at__isnull=True)
        if not waits.update(decided_at=now(), decided_by=by.account_id, granted=granted, answer=answer):
            raise AppealOver
        if granted:
            lift_violation(viewer=by, violation_id=violation_id, reason=answer, withdraw=False)
        else:
            tell_kept(found.violation, answer)
