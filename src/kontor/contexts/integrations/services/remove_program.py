"""The people of a program take it away."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.integrations.ending import end_grants
from kontor.contexts.integrations.errors.programs import ProgramNotFound
from kontor.contexts.integrations.models import Application, Ending, Grant
from kontor.contexts.integrations.services.ask_certification import KIND
from kontor.contexts.sellers.queries import require
from kontor.kernel.clock import now
from kontor.kernel.viewer import Seat
from kontor.platform import reviews


def remove_program(*, seat: Seat, application_id: UUID) -> None:
    """The program is gone, and whatever stores allowed it.

    Raises:
        RightMissing: without `settings.programs`.
        ProgramNotFound: the seat's store has none of this id.
    """
    require(seat, "settings.programs")
    with transaction.atomic():
        mine = Application.objects.select_for_update().filter(store_id=seat.store_id, id=application_id).first()
        if mine is None:
            raise ProgramNotFound
        ids = list(Grant.objects.filter(application=mine, ended_at__isnull=True).values_list("id", flat=True))
        end_grants(ids, Ending.BY_PROGRAM, moment=now(), by_account_id=seat.account_id)
        reviews.withdraw(kind=KIND, subject_id=mine.id)
        mine.delete()
