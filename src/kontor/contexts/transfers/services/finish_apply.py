"""An import is done."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.transfers.lifecycle import ImportState
from kontor.contexts.transfers.models import SheetImport
from kontor.contexts.transfers.moves import move
from kontor.contexts.transfers.notices import tell_import
from kontor.contexts.transfers.rejected import write_rejected
from kontor.kernel.clock import now
from kontor.kernel.lifecycle import Actor


def finish_apply(*, import_id: UUID) -> None:
    """Write the file of rejected rows anew when some could not be saved, and tell the person once."""
    sheet = SheetImport.objects.filter(id=import_id, state=ImportState.APPLYING).first()
    if sheet is None:
        return
    path = write_rejected(sheet) if sheet.failed else sheet.rejected_path
    with transaction.atomic():
        if move(sheet, "finish", Actor.SYSTEM, rejected_path=path, ended_at=now()):
            tell_import(sheet)
