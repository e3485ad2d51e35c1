"""Reads of transfers, each for people of the store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Any
from uuid import UUID

from kontor.contexts.sellers.queries import require
from kontor.contexts.transfers import faults
from kontor.contexts.transfers.errors import TransferNotFound
from kontor.contexts.transfers.lifecycle import EXPORT, IMPORT, ExportState, ImportState
from kontor.contexts.transfers.models import ImportRow, RowOutcome, RowResult, SheetExport, SheetImport
from kontor.contexts.transfers.moves import own_export, own_import, topic
from kontor.contexts.transfers.rejected import REFUSED
from kontor.contexts.transfers.sheets.kinds import KINDS
from kontor.contexts.transfers.sheets.names import label_of
from kontor.kernel.lifecycle import Actor
from kontor.kernel.viewer import Seat
from kontor.platform import files

LATEST = 20
SHOWN = 50  # rows of a page


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportView:
    """An import as its page shows it.

    Attributes:
        moves: what the viewer may do now.
        reason: why it stopped, in the active language.
        columns: the file's names beside ours, for those that are read.
        percent: of the stage that it is in.
    """

    id: UUID
    kind: str
    state: str
    file_name: str
    form: str
    encoding: str
    rows: int
    judged: int
    new: int
    changed: int
    unchanged: int
    rejected: int
    applied: int
    saved: int
    failed: int
    reason: str
    columns: Sequence[tuple[str, str]]
    unknown: Sequence[str]
    has_rejected: bool
    moves: Sequence[str]
    created_at: datetime
    ended_at: datetime | None
    kept_until: datetime
    dropped: bool

    @property
    def to_save(self) -> int:
        """Rows that applying would write."""
        return self.new + self.changed

    @property
    def to_apply(self) -> int:
        """Rows that applying looks at."""
        return self.new + self.changed + self.unchanged

    @property
    def percent(self) -> int:
        done, of = (self.applied, self.to_apply) if self.state == ImportState.APPLYING else (self.judged, self.rows)
        return 100 * done // of if of else 0

    @property
    def working(self) -> bool:
        return self.state in {ImportState.RECEIVED, ImportState.CHECKING, ImportState.APPLYING}


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportView:
    """An export as its person sees it."""

    id: UUID
    kind: str
    form: str
    state: str
    rows: int
    written: int
    size: int
    reason: str
    moves: Sequence[str]
    created_at: datetime
    kept_until: datetime | None

    @property
    def percent(self) -> int:
        return min(100 * self.written // self.rows, 100) if self.rows else 0

    @property
    def working(self) -> bool:
        return self.state in {ExportState.WAITING, ExportState.WRITING}


@dataclass(frozen=True, slots=True, kw_only=True)
class RowView:
    """A row: what the dry run said, what applying did, and why not."""

    number: int
    key: str
    outcome: str
    result: str
    reasons: Sequence[tuple[str, str]]  # sentence, code


def may_import(seat: Seat, kind: str) -> bool:
    """Whether the seat may import sheets of this kind."""
    right = KINDS[kind].import_right
    return bool(right) and seat.may(right)


def may_export(seat: Seat, kind: str) -> bool:
    """Whether the seat may export sheets of this kind."""
    return seat.may(KINDS[kind].export_right)


def imports(seat: Seat, limit: int = LATEST) -> list[ImportView]:
    """The store's latest imports of the kinds that the seat may import."""
    kinds = [kind for kind in KINDS if may_import(seat, kind)]
    found = SheetImport.objects.filter(store_id=seat.store_id, kind__in=kinds).order_by("-id")
    return [_import(seat, sheet) for sheet in found[:limit]] if kinds else []


def exports(seat: Seat, limit: int = LATEST) -> list[ExportView]:
    """The latest exports that this person asked for."""
    found = SheetExport.objects.filter(store_id=seat.store_id, account_id=seat.account_id).order_by("-id")
    return [_export(export) for export in found[:limit]]


def sheet_import(seat: Seat, import_id: UUID) -> ImportView:
    """One import of the seat's store.

    Raises:
        TransferNotFound: absent, or another store's.
        RightMissing: without the kind's right.
    """
    sheet = own_import(seat, import_id)
    require(seat, KINDS[sheet.kind].import_right)
    return _import(seat, sheet)


def import_rows(
    seat: Seat, import_id: UUID, *, after: int = 0, show: str = "refused", limit: int = SHOWN
) -> tuple[list[RowView], int | None]:
    """Rows of an import, in the order of the file, paged by their number.

    Args:
        show: `refused`, an outcome, a result, or `all`.

    Returns:
        The rows, and the number after which the next page begins; None at the end.

    Raises:
        TransferNotFound, RightMissing: as `sheet_import`.
    """
    sheet = own_import(seat, import_id)
    require(seat, KINDS[sheet.kind].import_right)
    rows = ImportRow.objects.filter(store_id=seat.store_id, import_id=import_id, number__gt=after)
    if show == "refused":
        rows = rows.filter(REFUSED)
    elif show in RowOutcome.values and show:
        rows = rows.filter(outcome=show)
    elif show == RowResult.SAVED:
        rows = rows.filter(result=show)
    found = list(rows.order_by("number")[: limit + 1])
    views = [_row(row, sheet.kind) for row in found[:limit]]
    return views, views[-1].number if len(found) > limit else None


def rejected_file(seat: Seat, import_id: UUID) -> tuple[IO[bytes], str]:
    """The file of rejected rows, open, and its form.

    Raises:
        TransferNotFound: absent, another store's, or there is none.
        RightMissing: without the kind's right.
    """
    sheet = own_import(seat, import_id)
    require(seat, KINDS[sheet.kind].import_right)
    return _opened(sheet.rejected_path), sheet.form


def export_file(seat: Seat, export_id: UUID) -> tuple[IO[bytes], str, str]:
    """A finished sheet, open, its kind and its form: for whoever asked for it, while the right lasts.

    Raises:
        TransferNotFound: absent, anybody else's, not ready, or gone.
        RightMissing: without the kind's right.
    """
    export = own_export(seat, export_id)
    require(seat, KINDS[export.kind].export_right)
    return _opened(export.path if export.state == ExportState.READY else ""), export.kind, export.form


def live_topic(seat: Seat) -> str:
    """What a page with sheets listens to."""
    return topic(seat.store_id)


def _opened(path: str) -> IO[bytes]:
    if not path or not files.private().exists(path):
        raise TransferNotFound
    return files.private().open(path)


def _import(seat: Seat, sheet: SheetImport) -> ImportView:
    names = zip(sheet.header, sheet.codes, strict=False)
    return ImportView(
        id=sheet.id, kind=sheet.kind, state=sheet.state, file_name=sheet.file_name, form=sheet.form,
        encoding=sheet.encoding, rows=sheet.rows, judged=sheet.judged, new=sheet.new, changed=sheet.changed,
        unchanged=sheet.unchanged, rejected=sheet.rejected, applied=sheet.applied, saved=sheet.saved,
        failed=sheet.failed, reason=faults.said(sheet.reason, sheet.kind) if sheet.reason else "",
        columns=[(str(name), label_of(sheet.kind, code)) for name, code in names if code],
        unknown=sheet.unknown, has_rejected=bool(sheet.rejected_path),
        moves=IMPORT.possible(sheet.state, Actor.SELLER) if may_import(seat, sheet.kind) else [],
        created_at=sheet.created_at, ended_at=sheet.ended_at, kept_until=sheet.kept_until,
        dropped=sheet.dropped_at is not None,
    )  # fmt: skip


def _export(export: SheetExport) -> ExportView:
    return ExportView(
        id=export.id, kind=export.kind, form=export.form, state=export.state, rows=export.rows,
        written=export.written, size=export.size,
        reason=faults.said(export.reason, export.kind) if export.reason else "",
        moves=EXPORT.possible(export.state, Actor.SELLER), created_at=export.created_at, kept_until=export.kept_until,
    )  # fmt: skip


def _row(row: ImportRow, kind: str) -> RowView:
    reasons: list[tuple[str, str]] = [(faults.said(fault, kind), str(fault[0])) for fault in _faults(row)]
    return RowView(
        number=row.number, key=row.key.split("|")[0], outcome=row.outcome, result=row.result, reasons=reasons
    )


def _faults(row: ImportRow) -> list[Any]:
    return list(row.faults)
