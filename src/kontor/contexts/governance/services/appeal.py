"""A store asks to look again (OPR-03)."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from kontor.contexts.governance import models
from kontor.contexts.governance.consequences import hold
from kontor.contexts.governance.errors import (
    AppealMade,
    AppealMissing,
    AppealTooLate,
    ViolationNotFound,
    ViolationOver,
)
from kontor.contexts.governance.lifecycle import State
from kontor.contexts.governance.news import RIGHT
from kontor.contexts.governance.policy import APPEAL_ANSWERED_WITHIN
from kontor.contexts.governance.rules.lengths import APPEAL_AT_MOST
from kontor.contexts.sellers.queries import require
from kontor.kernel.clock import now
from kontor.kernel.viewer import Seat
from kontor.platform import reviews

KIND = "governance.appeal"


def appeal(*, seat: Seat, violation_id: UUID, text: str) -> models.Appeal:
    """Appeal against a violation, within its time and once; it waits in the operator's queue.

    Raises:
        RightMissing: without `settings.store`.
        AppealMissing: at the field `text`.
        ViolationNotFound: absent, or another store's.
        ViolationOver, AppealTooLate, AppealMade: nothing has changed.
    """
    require(seat, RIGHT)
    text = text.strip()
    if not text or len(text) > APPEAL_AT_MOST:
        raise AppealMissing(field="text", most=APPEAL_AT_MOST)
    moment = now()
    with transaction.atomic():
        hold(seat.store_id)
        violation = models.Violation.objects.filter(id=violation_id, store_id=seat.store_id).first()
        if violation is None:
            raise ViolationNotFound
        if violation.state != State.IN_FORCE:
            raise ViolationOver
        if moment > violation.appeal_by:
            raise AppealTooLate
        if models.Appeal.objects.filter(violation=violation).exists():
            raise AppealMade
        made = models.Appeal.objects.create(
            violation=violation, account_id=seat.account_id, text=text, at=moment
        )  # fmt: skip
        reviews.open_item(
            kind=KIND, subject_id=violation.id, facts={"points": violation.points},
            due_at=moment + timedelta(hours=APPEAL_ANSWERED_WITHIN.int()),
        )  # fmt: skip
    return made
