"""Runs over many rows, and what became of each row."""

from __future__ import annotations

from django.db import models

from kontor.kernel.clock import now
from kontor.kernel.ids import new_id


class BulkState(models.TextChoices):
    PLANNED = "planned"  # looked at; nothing is done
    RUNNING = "running"
    DONE = "done"


class BulkRun(models.Model):
    """One action on many rows. `scope` is what they belong to: a store."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    action = models.CharField(max_length=60)
    scope = models.UUIDField()
    account_id = models.UUIDField()
    values = models.JSONField(default=dict)  # of the action, as typed
    state = models.CharField(max_length=8, choices=BulkState, default=BulkState.PLANNED)
    undoes = models.UUIDField(null=True)  # the run that this one takes back
    planned_at = models.DateTimeField(default=now)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    language = models.CharField(max_length=8, default="en")  # of its person, for reasons and for the file
    file = models.CharField(max_length=200, blank=True)  # place of what came of all rows, among the private files
    file_until = models.DateTimeField(null=True)

    class Meta:
        db_table = "platform_bulk"
        indexes = [
            models.Index(fields=["scope", "account_id", "-planned_at"], name="bulk_mine"),
            models.Index(fields=["file_until"], condition=~models.Q(file=""), name="bulk_files"),
        ]


class RowState(models.TextChoices):
    WAITING = "waiting"
    REFUSED = "refused"
    DONE = "done"


class BulkRow(models.Model):
    """One row of a run, in the order of the list that it was chosen from."""

    pk = models.CompositePrimaryKey("run_id", "position")
    run_id = models.UUIDField()
    position = models.PositiveIntegerField()
    subject_id = models.UUIDField()
    name = models.CharField(max_length=200)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    state = models.CharField(max_length=7, choices=RowState, default=RowState.WAITING)
    code = models.CharField(max_length=60, blank=True)  # of the refusal
    sentence = models.CharField(max_length=300, blank=True)  # of the refusal, in the source language
    params = models.JSONField(default=dict)  # what fills its places

    class Meta:
        db_table = "platform_bulk_row"
        indexes = [models.Index(fields=["run_id", "state", "position"], name="bulk_row_state")]
