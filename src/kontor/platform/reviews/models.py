"""Cases under review, and the trail of what was done with them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kontor.kernel.clock import now
from kontor.kernel.ids import new_id

LONGEST_REASON = 1000


class ReviewItem(models.Model):
    """One case. Open while `closed_at` is null; at most one open case of a kind for a subject.

    `decision` is the name of a decision of its kind, or "withdrawn". `facts` are small and tell nothing about a
    person; what a reviewer must see is read when it is shown.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=60)
    subject_id = models.UUIDField()
    facts = models.JSONField(default=dict)
    opened_at = models.DateTimeField(default=now)
    due_at = models.DateTimeField(null=True)
    claimed_by = models.UUIDField(null=True)
    claimed_at = models.DateTimeField(null=True)  # by whoever has it now
    claim_until = models.DateTimeField(null=True)
    first_claimed_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    decision = models.CharField(max_length=40, blank=True)
    reason = models.CharField(max_length=LONGEST_REASON, blank=True)

    class Meta:
        db_table = "platform_review"
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject_id"], condition=Q(closed_at__isnull=True), name="review_open_once"
            )
        ]
        indexes = [
            models.Index(fields=["kind", "opened_at", "id"], condition=Q(closed_at__isnull=True), name="review_oldest"),
            models.Index(
                fields=["closed_at", "kind"], include=["opened_at", "first_claimed_at", "decision"],
                condition=Q(closed_at__isnull=False), name="review_measured",
            ),
            models.Index(
                fields=["kind", "-closed_at", "-id"], condition=Q(closed_at__isnull=False), name="review_done"
            ),
            models.Index(fields=["subject_id", "kind"], name="review_subject"),
        ]  # fmt: skip


class ReviewStep(models.Model):
    """What somebody did with a case: opened, claimed, released, decided, withdrawn. The database forbids changing it.

    Only who has claimed a case sees its evidence: a claim is also the record of that reading (OPR-06).
    """

    pk = models.CompositePrimaryKey("item_id", "id")
    item_id = models.UUIDField()
    id = models.UUIDField(default=new_id, editable=False)
    what = models.CharField(max_length=10)
    by_id = models.UUIDField(null=True)  # the operator's account; null: Kontor itself
    at = models.DateTimeField(default=now)
    note = models.CharField(max_length=60, blank=True)  # which decision

    class Meta:
        db_table = "platform_review_step"
        indexes = [models.Index(fields=["-id"], name="review_step_latest")]
