"""The file of rejected rows: what the person sent, and why it was not taken."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.core.files import File
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext

from kontor.contexts.transfers import faults
from kontor.contexts.transfers.models import ImportRow, RowOutcome, RowResult, SheetImport
from kontor.contexts.transfers.writing import writing
from kontor.kernel.ids import token
from kontor.platform import files

PAGE = 1_000  # rows that are read at once
REFUSED = Q(outcome=RowOutcome.REJECTED) | Q(result=RowResult.FAILED)


def write_rejected(sheet: SheetImport) -> str:
    """Write it in the form of the upload and the person's language.

    Returns:
        Its path; "" when no row was rejected.
    """
    if not ImportRow.objects.filter(REFUSED, store_id=sheet.store_id, import_id=sheet.id).exists():
        return ""
    with tempfile.TemporaryDirectory() as folder, translation.override(sheet.language):
        place = Path(folder) / f"rejected.{sheet.form}"
        header = [*(str(name) for name in sheet.header), gettext("Reason"), gettext("Error code")]
        with writing(place, sheet.form, header, delimiter=sheet.delimiter) as out:
            for row in _rows(sheet):
                cells = [*row.cells, *[""] * (len(sheet.header) - len(row.cells))]
                reason = " ".join(faults.said(fault, sheet.kind) for fault in row.faults)
                out.row([*cells, reason, faults.codes(row.faults)])
        with place.open("rb") as file:
            name = f"sheets/{sheet.store_id}/{sheet.id}/rejected-{token(8)}.{sheet.form}"
            return files.private().save(name, File(file))


def _rows(sheet: SheetImport) -> Iterator[ImportRow]:
    last = 0
    refused = ImportRow.objects.filter(REFUSED, store_id=sheet.store_id, import_id=sheet.id)
    while page := list(refused.filter(number__gt=last).order_by("number")[:PAGE]):
        yield from page
        last = page[-1].number
