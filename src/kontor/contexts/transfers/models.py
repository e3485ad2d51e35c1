"""Imports with their rows, and exports."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kontor.contexts.transfers.lifecycle import ExportState, ImportState
from kontor.kernel.clock import now
from kontor.kernel.ids import new_id


def _choices(states: type[ImportState | ExportState]) -> list[tuple[str, str]]:
    return [(state.value, state.value) for state in states]


class SheetImport(models.Model):
    """One uploaded sheet and how far it has come.

    Attributes:
        account_id: who uploaded it; until somebody applies it, this person's rights count.
        applied_by: who said that it be applied; then this person's rights count.
        codes: by place: which of our columns stands there, "" for none.
        unknown: names of columns that mean nothing here.
        cursor: place of the last group of rows that the present stage has done.
        new, changed, unchanged, rejected: rows by what the dry run says.
        applied: rows that applying has come past; of them `saved` were written and `failed` could not be.
        reason: why it stopped (see `faults`).
        rejected_path: the file of rejected rows.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    store_id = models.UUIDField()
    account_id = models.UUIDField()
    applied_by = models.UUIDField(null=True)
    kind = models.CharField(max_length=10)
    state = models.CharField(max_length=10, choices=_choices(ImportState), default=ImportState.RECEIVED)
    file_name = models.CharField(max_length=120)
    form = models.CharField(max_length=4)  # csv | xlsx
    encoding = models.CharField(max_length=10, blank=True)
    delimiter = models.CharField(max_length=1, blank=True)
    language = models.CharField(max_length=8)  # of the file of rejected rows
    path = models.CharField(max_length=200)
    size = models.BigIntegerField()  # bytes
    header = models.JSONField(default=list)
    codes = models.JSONField(default=list)
    unknown = models.JSONField(default=list)
    cursor = models.IntegerField(default=0)
    rows = models.PositiveIntegerField(default=0)
    judged = models.PositiveIntegerField(default=0)
    new = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)
    applied = models.PositiveIntegerField(default=0)
    saved = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)
    reason = models.JSONField(default=list)
    rejected_path = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(default=now)
    checked_at = models.DateTimeField(null=True)
    apply_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    kept_until = models.DateTimeField()
    dropped_at = models.DateTimeField(null=True)  # when files and rows were deleted

    class Meta:
        indexes = [
            models.Index(fields=["store_id", "-id"], name="import_of_store"),
            models.Index(fields=["kept_until"], condition=Q(dropped_at__isnull=True), name="import_to_drop"),
        ]


class RowOutcome(models.TextChoices):
    """What the dry run says of a row."""

    WAITING = "", "waiting"
    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REJECTED = "rejected"


class RowResult(models.TextChoices):
    """What applying did with a row."""

    NONE = "", "none"
    SAVED = "saved"
    UNCHANGED = "unchanged"
    FAILED = "failed"


class ImportRow(models.Model):
    """One row of a sheet.

    Attributes:
        number: as a spreadsheet counts: the header is row 1.
        place: number of the first row of its group; rows of one group are saved together.
        key: what it is about; another row with the same key is its `twin`.
        ref: how the person marks rows that belong together.
        target: the product that it changes; None for a new one.
        version: of that product when the dry run read it.
        faults: why it is rejected (see `faults`).
    """

    pk = models.CompositePrimaryKey("store_id", "import_id", "number")
    store_id = models.UUIDField()
    import_id = models.UUIDField()
    number = models.IntegerField()
    place = models.IntegerField()
    key = models.CharField(max_length=200, blank=True)
    ref = models.CharField(max_length=200, blank=True)
    twin = models.IntegerField(null=True)
    target = models.UUIDField(null=True)
    version = models.IntegerField(default=0)
    cells = models.JSONField(default=list)
    outcome = models.CharField(max_length=9, choices=RowOutcome, default=RowOutcome.WAITING, blank=True)
    result = models.CharField(max_length=9, choices=RowResult, default=RowResult.NONE, blank=True)
    faults = models.JSONField(default=list)

    class Meta:
        indexes = [
            models.Index(fields=["store_id", "import_id", "place", "number"], name="import_row_by_place"),
            models.Index(
                fields=["store_id", "import_id", "number"],
                condition=Q(outcome="rejected") | Q(result="failed"),
                name="import_row_refused",
            ),
        ]


class SheetExport(models.Model):
    """One sheet that somebody asked for.

    Attributes:
        filters: which rows, as the list's address says it.
        rows: how many there were when it was asked for; `written` how many are in the file.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    store_id = models.UUIDField()
    account_id = models.UUIDField()
    kind = models.CharField(max_length=10)
    form = models.CharField(max_length=4)
    state = models.CharField(max_length=10, choices=_choices(ExportState), default=ExportState.WAITING)
    language = models.CharField(max_length=8)
    filters = models.JSONField(default=dict)
    rows = models.PositiveIntegerField(default=0)
    written = models.PositiveIntegerField(default=0)
    reason = models.JSONField(default=list)
    path = models.CharField(max_length=200, blank=True)
    size = models.BigIntegerField(default=0)
    created_at = models.DateTimeField(default=now)
    ended_at = models.DateTimeField(null=True)
    kept_until = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["store_id", "account_id", "-id"], name="export_of_person"),
            models.Index(fields=["kept_until"], condition=Q(state="ready"), name="export_to_drop"),
        ]
