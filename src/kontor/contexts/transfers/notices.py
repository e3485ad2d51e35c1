"""One notice when a sheet is done. Within a service's transaction."""

from __future__ import annotations

from kontor.contexts.notifications.services.notify import notify
from kontor.contexts.transfers.lifecycle import ImportState
from kontor.contexts.transfers.models import SheetExport, SheetImport
from kontor.contexts.transfers.policy import FILES_KEPT


def tell_import(sheet: SheetImport) -> None:
    """What became of the rows, to whoever said that they be saved."""
    notify(
        account_id=sheet.applied_by or sheet.account_id,
        kind="import_done",
        values={
            "file": sheet.file_name,
            "path": f"/seller/sheets/imports/{sheet.id}/",
            "saved": sheet.saved,
            "refused": sheet.rejected + sheet.failed,
            "stopped": sheet.state == ImportState.STOPPED,
        },
        cause=f"transfers.import:{sheet.id}",
    )


def tell_export(export: SheetExport) -> None:
    """That the sheet is there, to whoever asked for it."""
    notify(
        account_id=export.account_id,
        kind="export_ready",
        values={"path": "/seller/sheets/", "rows": export.written, "days": FILES_KEPT.int()},
        cause=f"transfers.export:{export.id}",
    )
