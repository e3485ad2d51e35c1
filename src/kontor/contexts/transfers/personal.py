"""What transfers hold of people (ACC-42): who of a store's people moved which sheet."""

from __future__ import annotations

from typing import Any

from django.db import models

from kontor.contexts.transfers.models import ImportRow, SheetExport, SheetImport
from kontor.kernel.text import mark as _
from kontor.platform.privacy import Column, Kind, Person, Then, Whose, free, holds


def _rows(person: Person) -> models.QuerySet[Any, Any]:
    own = SheetImport.objects.filter(account_id=person.account_id)
    stores = list(own.values_list("store_id", flat=True).distinct())
    return ImportRow.objects.filter(store_id__in=stores, import_id__in=own.values("id"))


holds(
    SheetImport,
    Column("file_name", Kind.CONTENT, _("Name of the file")),
    title=_("Sheets you imported"), whose=Whose.SELLER, rows="account_id", then=Then.BLANK,
    also=("kind", "state", "created_at", "rows", "saved", "rejected"),
)  # fmt: skip
holds(
    ImportRow,
    Column("cells", Kind.CONTENT, _("Rows of sheets you imported")),
    title=_("Sheets you imported"), whose=Whose.SELLER, rows=_rows, then=Then.DELETE,
    hidden="the store's goods as the person's own file has them; deleted after some days",
)  # fmt: skip
free(SheetImport, "codes, names of columns, places of files", "kind", "form", "encoding", "delimiter", "language",
     "path", "header", "codes", "unknown", "reason", "rejected_path")  # fmt: skip
free(ImportRow, "codes of goods, and sentences about cells that go with the row", "key", "ref", "faults")
free(SheetExport, "codes, places of files, filters of a list of orders", "kind", "form", "language", "filters",
     "reason", "path")  # fmt: skip
