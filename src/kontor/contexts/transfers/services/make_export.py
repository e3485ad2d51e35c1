"""A sheet is written."""

from __future__ import annotations

import tempfile
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from django.core.files import File
from django.db import transaction
from django.utils import translation

from kontor.contexts.sellers.queries import require
from kontor.contexts.transfers import faults
from kontor.contexts.transfers.lifecycle import EXPORT, ExportState
from kontor.contexts.transfers.models import SheetExport
from kontor.contexts.transfers.moves import move, tell, worker_seat
from kontor.contexts.transfers.notices import tell_export
from kontor.contexts.transfers.policy import FILES_KEPT
from kontor.contexts.transfers.sheets.exporting import table
from kontor.contexts.transfers.sheets.kinds import KINDS
from kontor.contexts.transfers.writing import writing
from kontor.kernel.clock import now
from kontor.kernel.errors import Refusal
from kontor.kernel.ids import token
from kontor.kernel.lifecycle import Actor
from kontor.platform import files

STEP = 500  # rows between two looks at whether it is still wanted and allowed


class _Cancelled(Exception):  # noqa: N818
    """The person does not want it any more."""


def make_export(*, export_id: UUID) -> None:
    """Write the sheet and tell the person. Begins anew after a crash; a finished one is left alone.

    It reads for as long as it takes: its progress is written in transactions of their own.
    """
    export = SheetExport.objects.filter(id=export_id).first()
    if export is None or "begin" not in EXPORT.possible(export.state, Actor.SYSTEM):
        return
    if not move(export, "begin", Actor.SYSTEM, written=0):
        return
    with tempfile.TemporaryDirectory() as folder, translation.override(export.language):
        place = Path(folder) / f"sheet.{export.form}"
        try:
            _write(export, place)
        except _Cancelled:
            return
        except Refusal as refusal:
            move(export, "stop", Actor.SYSTEM, reason=faults.kept([refusal])[0], ended_at=now())
            return
        _keep(export, place)


def _write(export: SheetExport, place: Path) -> None:
    seat = worker_seat(export)
    header, rows = table(seat, export)
    with writing(place, export.form, header) as sheet:
        for count, row in enumerate(rows, start=1):
            sheet.row(row)
            export.written = count
            if count % STEP == 0:
                _look(export)
    _look(export)


def _look(export: SheetExport) -> None:
    """Note how far it has come, unless it is cancelled or the right has been taken away."""
    require(worker_seat(export), KINDS[export.kind].export_right)
    same = SheetExport.objects.filter(id=export.id, state=ExportState.WRITING)
    if not same.update(written=export.written):
        raise _Cancelled
    tell(export)


def _keep(export: SheetExport, place: Path) -> None:
    name = f"sheets/{export.store_id}/exports/{export.id}-{token(8)}.{export.form}"
    with place.open("rb") as file:
        path = files.private().save(name, File(file))
    moment = now()
    kept = moment + timedelta(days=FILES_KEPT.int())
    with transaction.atomic():
        size = place.stat().st_size
        if move(export, "finish", Actor.SYSTEM, path=path, size=size, ended_at=moment, kept_until=kept):
            tell_export(export)
            return
    files.private().delete(path)  # cancelled in the last moment
