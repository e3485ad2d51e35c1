"""The people of a program ask the operator to look at it (SEL-31)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.integrations import scopes as table
from kontor.contexts.integrations.errors.programs import NothingToCertify, ProgramNotFound
from kontor.contexts.integrations.models import Application, Certification
from kontor.contexts.sellers.queries import require
from kontor.kernel.viewer import Seat
from kontor.platform import reviews

KIND = "integrations.isv"


def ask_certification(*, seat: Seat, application_id: UUID) -> None:
    """Put the program into the queue "ISV applications".

    Raises:
        RightMissing: without `settings.programs`.
        ProgramNotFound: the seat's store has none of this id.
        NothingToCertify: it asks for nothing that needs it, waits already, or has it.
    """
    require(seat, "settings.programs")
    with transaction.atomic():
        mine = Application.objects.select_for_update().filter(store_id=seat.store_id, id=application_id).first()
        if mine is None:
            raise ProgramNotFound
        wanted = table.certified_only(mine.scopes)
        if not wanted or mine.certification in {Certification.ASKED, Certification.CERTIFIED}:
            raise NothingToCertify
        Application.objects.filter(id=mine.id).update(certification=Certification.ASKED)
        reviews.open_item(kind=KIND, subject_id=mine.id, facts={"scopes": " ".join(wanted)})
