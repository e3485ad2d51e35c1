"""Somebody uploads a sheet."""

from __future__ import annotations

from datetime import timedelta
from pathlib import PurePath
from typing import IO
from uuid import UUID

from django.core.files import File
from django.db import transaction

from kontor.contexts.sellers.queries import require
from kontor.contexts.transfers.errors import FileMissing, TransferNotFound
from kontor.contexts.transfers.limits import require_room
from kontor.contexts.transfers.models import SheetImport
from kontor.contexts.transfers.policy import IMPORTS_KEPT
from kontor.contexts.transfers.reading import sniff
from kontor.contexts.transfers.rules.encodings import CHOICES
from kontor.contexts.transfers.sheets.kinds import KINDS
from kontor.kernel.clock import now
from kontor.kernel.ids import new_id
from kontor.kernel.viewer import Seat
from kontor.platform import files
from kontor.platform.jobs import enqueue

NAME_LENGTH = 120


def receive_sheet(
    *, seat: Seat, kind: str, file: IO[bytes] | None, size: int, name: str, language: str, encoding: str = ""
) -> UUID:
    """Keep the file and queue its dry run; nothing else is written.

    Args:
        kind: products or stock.
        language: of the file of rejected rows.
        encoding: of a CSV file, one of `encodings.CHOICES`; "" to find out.

    Returns:
        The import's id.

    Raises:
        RightMissing: without the kind's right.
        FileMissing, FileTooLarge, FileWrongType, FileOldExcel, FileDamaged: at the field `file`.
        TooManyUnderWay
    """
    if kind not in KINDS or not KINDS[kind].import_right:
        raise TransferNotFound
    require(seat, KINDS[kind].import_right)
    if file is None or not size:
        raise FileMissing(field="file")
    require_room(seat.store_id)
    form, import_id, moment = sniff(file, size), new_id(), now()
    path = files.private().save(f"sheets/{seat.store_id}/{import_id}/upload.{form}", File(file))
    with transaction.atomic():
        SheetImport.objects.create(
            id=import_id, store_id=seat.store_id, account_id=seat.account_id, kind=kind,
            file_name=PurePath(name.replace("\\", "/")).name[-NAME_LENGTH:], form=form,
            encoding=encoding if encoding in CHOICES and form == "csv" else "", language=language, path=path,
            size=size, created_at=moment, kept_until=moment + timedelta(days=IMPORTS_KEPT.int()),
        )  # fmt: skip
        enqueue("transfers.check", import_id=import_id)
    return import_id
