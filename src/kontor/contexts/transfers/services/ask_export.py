"""Somebody asks for a sheet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from kontor.contexts.sellers.queries import require
from kontor.contexts.transfers.errors import ExportEmpty, TooManyToExport, TransferNotFound
from kontor.contexts.transfers.limits import require_room
from kontor.contexts.transfers.models import SheetExport
from kontor.contexts.transfers.policy import EXPORT_ROWS_MAX
from kontor.contexts.transfers.sheets import orders
from kontor.contexts.transfers.sheets.exporting import count
from kontor.contexts.transfers.sheets.kinds import FORMATS, KINDS, LINES, ORDERS
from kontor.kernel.viewer import Seat
from kontor.platform.jobs import enqueue


def ask_export(*, seat: Seat, kind: str, form: str, language: str, filters: Mapping[str, Any] | None = None) -> UUID:
    """Queue the writing of a sheet; the person is told when it is ready.

    Args:
        form: csv or xlsx.
        language: of its header.
        filters: for orders and lines: fields of `OrderFilter`.

    Returns:
        The export's id.

    Raises:
        RightMissing: without the kind's right.
        TooManyUnderWay, TooManyToExport, ExportEmpty
    """
    if kind not in KINDS or form not in FORMATS:
        raise TransferNotFound
    require(seat, KINDS[kind].export_right)
    require_room(seat.store_id)
    of_orders = kind in {ORDERS.code, LINES.code}
    chosen = orders.plain(orders.filter_of(filters or {})) if of_orders else {}
    rows = count(seat, kind, chosen)
    if not rows:
        raise ExportEmpty
    if rows > EXPORT_ROWS_MAX.int():
        raise TooManyToExport(most=EXPORT_ROWS_MAX.int())
    with transaction.atomic():
        export = SheetExport.objects.create(
            store_id=seat.store_id, account_id=seat.account_id, kind=kind, form=form, language=language,
            filters=chosen, rows=rows,
        )  # fmt: skip
        enqueue("transfers.export", export_id=export.id)
    return export.id
