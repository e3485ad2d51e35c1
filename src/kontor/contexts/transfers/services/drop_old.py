"""Sheets whose time is over."""

from __future__ import annotations

from kontor.contexts.transfers.lifecycle import IMPORT, ExportState
from kontor.contexts.transfers.models import ImportRow, SheetExport, SheetImport
from kontor.contexts.transfers.moves import move
from kontor.kernel.clock import now
from kontor.kernel.lifecycle import Actor
from kontor.platform import files

BATCH = 100


def drop_old() -> int:
    """Delete files and rows whose time is over; that there was an import, and its counts, stay. Safe to run twice.

    Returns:
        How many imports and exports it was.
    """
    store, moment = files.private(), now()
    exports = SheetExport.objects.filter(state=ExportState.READY, kept_until__lte=moment)
    old = list(exports.order_by("kept_until")[:BATCH])
    for export in old:
        store.delete(export.path)
        move(export, "expire", Actor.SYSTEM, path="")
    imports = SheetImport.objects.filter(dropped_at__isnull=True, kept_until__lte=moment)
    gone = list(imports.order_by("kept_until")[:BATCH])
    for sheet in gone:
        if sheet.state not in IMPORT.final:
            SheetImport.objects.filter(id=sheet.id, state=sheet.state).update(state="cancelled", ended_at=moment)
        for path in (sheet.path, sheet.rejected_path):
            if path:
                store.delete(path)
        ImportRow.objects.filter(store_id=sheet.store_id, import_id=sheet.id).delete()
        SheetImport.objects.filter(id=sheet.id).update(dropped_at=moment, path="", rejected_path="", header=[])
    return len(old) + len(gone)
