"""The operator certifies a program, refuses to, or takes a certification back (SEL-31)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.integrations.errors.programs import ProgramNotFound
from kontor.contexts.integrations.events import CertificationDecided
from kontor.contexts.integrations.models import Application, Certification
from kontor.contexts.integrations.services.ask_certification import KIND
from kontor.kernel.clock import now
from kontor.kernel.viewer import Operator
from kontor.platform import reviews
from kontor.platform.events import record

_LONGEST = 1000


def decide_certification(
    *, viewer: Operator, application_id: UUID, certified: bool, reason: str, withdraw: bool = True
) -> None:
    """Write the decision down; a program that loses it loses the scopes that need it with the next call.

    Args:
        withdraw: take an open case out of its queue; False when the decision comes from there.

    Raises:
        ProgramNotFound: there is none of this id.
    """
    with transaction.atomic():
        row = Application.objects.select_for_update().filter(id=application_id).first()
        if row is None:
            raise ProgramNotFound
        row.certification = Certification.CERTIFIED if certified else Certification.REFUSED
        row.certified_at = now() if certified else None
        row.verdict = reason.strip()[:_LONGEST]
        row.save(update_fields=["certification", "certified_at", "verdict"])
        if withdraw:
            reviews.withdraw(kind=KIND, subject_id=application_id)
        record(
            CertificationDecided(
                key=row.id, application_id=row.id, certified=certified, by_account_id=viewer.account_id
            )
        )
