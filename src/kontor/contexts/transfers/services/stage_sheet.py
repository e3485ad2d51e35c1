"""The uploaded file is read: the dry run begins."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.sellers.queries import require
from kontor.contexts.transfers.lifecycle import ImportState
from kontor.contexts.transfers.models import SheetImport
from kontor.contexts.transfers.moves import move, worker_seat
from kontor.contexts.transfers.services.stop_import import stop_import
from kontor.contexts.transfers.sheets.kinds import KINDS
from kontor.contexts.transfers.staging import stage
from kontor.kernel.errors import Refusal
from kontor.kernel.lifecycle import Actor


class _Overtaken(Exception):  # noqa: N818
    """Somebody cancelled while the file was read: what was staged goes again."""


def stage_sheet(*, import_id: UUID) -> bool:
    """Read the file into rows, all or nothing. Safe to run twice.

    Returns:
        Whether there are rows to judge.
    """
    sheet = SheetImport.objects.filter(id=import_id).first()
    if sheet is None or sheet.state != ImportState.RECEIVED:
        return sheet is not None and sheet.state == ImportState.CHECKING
    try:
        seat = worker_seat(sheet)
        require(seat, KINDS[sheet.kind].import_right)
        with transaction.atomic():
            stage(sheet, seat)
            _note(sheet)
    except _Overtaken:
        return False
    except Refusal as refusal:
        stop_import(import_id=import_id, refusal=refusal)
        return False
    return True


def _note(sheet: SheetImport) -> None:
    found = ("header", "codes", "unknown", "encoding", "delimiter", "rows", "judged", "rejected")
    if not move(sheet, "read", Actor.SYSTEM, **{name: getattr(sheet, name) for name in found}):
        raise _Overtaken
