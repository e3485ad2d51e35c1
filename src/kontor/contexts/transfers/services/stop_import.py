"""An import ends by itself, for a reason."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.transfers import faults
from kontor.contexts.transfers.lifecycle import IMPORT
from kontor.contexts.transfers.moves import locked_import, move
from kontor.contexts.transfers.notices import tell_import
from kontor.kernel.clock import now
from kontor.kernel.errors import Refusal
from kontor.kernel.lifecycle import Actor


def stop_import(*, import_id: UUID, refusal: Refusal) -> None:
    """Stop it where it is; what was saved stays, and the person is told why."""
    with transaction.atomic():
        sheet = locked_import(import_id)
        if sheet is None or "stop" not in IMPORT.possible(sheet.state, Actor.SYSTEM):
            return
        move(sheet, "stop", Actor.SYSTEM, reason=faults.kept([refusal])[0], ended_at=now())
        if sheet.applied_by:
            tell_import(sheet)
