"""What was done. Written by the database's own triggers and by `note`; never changed."""

from __future__ import annotations

from django.db import models

from kontor.kernel.clock import now
from kontor.kernel.ids import new_id


class AuditRow(models.Model):
    """One deed.

    Attributes:
        key: where it lies: the store's, else the person's, else the row's own id.
        kind: what was touched: `sellers.seat`.
        op: insert | update | delete | note.
        row_id: of what was touched, as text.
        person_id, store_id: whom and which store it concerns.
        by_kind, by_id, by_name: who did it; `database`: a hand at a prompt.
        before, after: the watched columns that changed; "•" stands for a value that is kept nowhere but in its row.
    """

    pk = models.CompositePrimaryKey("key", "id")
    key = models.UUIDField()
    id = models.UUIDField(default=new_id, editable=False)
    at = models.DateTimeField(default=now)
    kind = models.CharField(max_length=40)
    op = models.CharField(max_length=6)
    row_id = models.CharField(max_length=80, blank=True)
    person_id = models.UUIDField(null=True)
    store_id = models.UUIDField(null=True)
    by_kind = models.CharField(max_length=10)
    by_id = models.UUIDField(null=True)
    by_name = models.CharField(max_length=80, blank=True)
    request_id = models.CharField(max_length=64, blank=True)
    reason = models.CharField(max_length=1000, blank=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    class Meta:
        db_table = "platform_audit"
        indexes = [
            models.Index(fields=["-id"], name="audit_latest"),
            models.Index(fields=["kind", "-id"], name="audit_by_kind"),
            models.Index(fields=["by_id", "-id"], condition=models.Q(by_id__isnull=False), name="audit_by_whom"),
            models.Index(fields=["person_id", "-id"], condition=models.Q(person_id__isnull=False), name="audit_about"),
            models.Index(fields=["store_id", "-id"], condition=models.Q(store_id__isnull=False), name="audit_of_store"),
            models.Index(fields=["at"], name="audit_age"),
        ]
