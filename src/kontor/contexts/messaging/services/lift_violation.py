"""A violation was none: its count is given back, and what it helped to freeze is thawed (MSG-10)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.messaging.events import SendingThawed
from kontor.contexts.messaging.locks import hold_desk
from kontor.contexts.messaging.models import Freeze, PolicyViolation
from kontor.contexts.messaging.violating import settle
from kontor.kernel.clock import now
from kontor.kernel.viewer import System
from kontor.platform.events import record


def lift_violation(*, viewer: System, violation_id: UUID) -> bool:
    """Take it back. Safe to repeat.

    Without it there were too few for a freeze: the freeze ends, and the others count towards the next one again.

    Returns:
        Whether it was taken back now.
    """
    del viewer
    row = PolicyViolation.objects.filter(id=violation_id).first()
    if row is None:
        return False
    moment = now()
    with transaction.atomic():
        desk = hold_desk(row.store_id, alone=True)
        if not PolicyViolation.objects.filter(id=violation_id, lifted_at__isnull=True).update(lifted_at=moment):
            return False
        row.refresh_from_db()
        if row.freeze_id is not None:
            ended = Freeze.objects.filter(id=row.freeze_id, ended_at__isnull=True).update(ended_at=moment)
            PolicyViolation.objects.filter(freeze_id=row.freeze_id).update(freeze_id=None)
            settle(desk)
            if ended and desk.frozen_until is None:
                record(SendingThawed(key=row.store_id, store_id=row.store_id))
    return True
