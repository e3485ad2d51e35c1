"""The dry run of the next rows."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.sellers.errors import RightMissing
from kontor.contexts.sellers.queries import require
from kontor.contexts.transfers import chunks, faults
from kontor.contexts.transfers.lifecycle import ImportState
from kontor.contexts.transfers.models import ImportRow, RowOutcome, SheetImport
from kontor.contexts.transfers.moves import locked_import, tell, worker_seat
from kontor.contexts.transfers.rules.columns import Header
from kontor.contexts.transfers.services.stop_import import stop_import
from kontor.contexts.transfers.sheets import kinds, parcels, products, stock
from kontor.kernel.viewer import Seat

_COUNTED = ("cursor", "judged", "new", "changed", "unchanged", "rejected")


def judge_rows(*, import_id: UUID) -> bool:
    """Say of the next rows what applying would do; nothing outside of the import is written. Safe to run twice.

    Returns:
        Whether there may be more.
    """
    try:
        with transaction.atomic():
            sheet = locked_import(import_id)
            if sheet is None or sheet.state != ImportState.CHECKING:
                return False
            seat = worker_seat(sheet)
            require(seat, kinds.KINDS[sheet.kind].import_right)
            rows = chunks.next_chunk(sheet, judged=False)
            if not rows:
                return False
            _judge(sheet, seat, rows)
    except RightMissing as refusal:
        stop_import(import_id=import_id, refusal=refusal)
        return False
    return True


def _judge(sheet: SheetImport, seat: Seat, rows: list[ImportRow]) -> None:
    header = Header(tuple(sheet.codes), ())
    found: list[tuple[int, RowOutcome, list[faults.Kept], int]] = []
    if sheet.kind == kinds.STOCK.code:
        plans = stock.plan(seat, header, rows)
        found += [(one.row.number, one.outcome, faults.kept(one.faults), 0) for one in plans]
    elif sheet.kind == kinds.PARCELS.code:
        sendings = parcels.plan(seat, header, rows)
        found += [(one.row.number, one.outcome, faults.kept(one.faults), 0) for one in sendings]
    else:
        for group in products.plan(seat, header, rows):
            for row in group.rows:
                wrong = faults.kept(group.faults.get(row.number, ()))
                found.append((row.number, group.outcomes[row.number], wrong, group.version))
    chunks.write_outcomes(sheet, found)
    for _, outcome, *_ in found:
        setattr(sheet, outcome.value, getattr(sheet, outcome.value) + 1)
    sheet.judged += len(found)
    sheet.cursor = rows[-1].place
    sheet.save(update_fields=_COUNTED)
    tell(sheet)
