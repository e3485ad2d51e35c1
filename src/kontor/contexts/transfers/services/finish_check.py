"""The dry run is over."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.transfers.lifecycle import ImportState
from kontor.contexts.transfers.models import SheetImport
from kontor.contexts.transfers.moves import move
from kontor.contexts.transfers.rejected import write_rejected
from kontor.kernel.clock import now
from kontor.kernel.lifecycle import Actor


def finish_check(*, import_id: UUID) -> None:
    """Write the file of rejected rows; from now on the person decides. Safe to run twice."""
    sheet = SheetImport.objects.filter(id=import_id, state=ImportState.CHECKING).first()
    if sheet is None:
        return
    path = write_rejected(sheet)
    with transaction.atomic():
        move(sheet, "judge", Actor.SYSTEM, rejected_path=path, checked_at=now(), cursor=0)
