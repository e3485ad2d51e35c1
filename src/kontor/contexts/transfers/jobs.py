"""Queued and timed work of transfers. A long import is many short runs, so that others get their turn."""

from __future__ import annotations

from uuid import UUID

from kontor.contexts.transfers.services.apply_rows import apply_rows
from kontor.contexts.transfers.services.drop_old import drop_old
from kontor.contexts.transfers.services.finish_apply import finish_apply
from kontor.contexts.transfers.services.finish_check import finish_check
from kontor.contexts.transfers.services.judge_rows import judge_rows
from kontor.contexts.transfers.services.make_export import make_export
from kontor.contexts.transfers.services.stage_sheet import stage_sheet
from kontor.platform.jobs import enqueue, job

PIECES = 20  # of a run


@job(name="transfers.check", lock="import_id")
def check(*, import_id: UUID) -> None:
    """The dry run of a sheet (SEL-32)."""
    if not stage_sheet(import_id=import_id):
        return
    for _ in range(PIECES):
        if not judge_rows(import_id=import_id):
            finish_check(import_id=import_id)
            return
    enqueue("transfers.check", import_id=import_id)


@job(name="transfers.apply", lock="import_id")
def apply(*, import_id: UUID) -> None:
    """What the dry run has shown is done (SEL-32)."""
    for _ in range(PIECES):
        if not apply_rows(import_id=import_id):
            finish_apply(import_id=import_id)
            return
    enqueue("transfers.apply", import_id=import_id)


@job(name="transfers.export", lock="export_id")
def export(*, export_id: UUID) -> None:
    """A sheet is written (SEL-32)."""
    make_export(export_id=export_id)


@job(name="transfers.drop_old", schedule="47 3 * * *")
def drop() -> None:
    """Files and rows of old sheets go (SEL-32)."""
    while drop_old():
        continue
