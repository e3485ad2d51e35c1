"""The legal person behind stores, the stages of its verification, and its sealed papers (SEL-01)."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from kontor.contexts.sellers import lifecycle
from kontor.kernel.clock import now
from kontor.kernel.ids import new_id


class BusinessState(models.TextChoices):
    DRAFT = lifecycle.BusinessState.DRAFT.value
    REVIEW = lifecycle.BusinessState.REVIEW.value
    SENT_BACK = lifecycle.BusinessState.SENT_BACK.value
    VERIFIED = lifecycle.BusinessState.VERIFIED.value
    REFUSED = lifecycle.BusinessState.REFUSED.value


_UNFINISHED = [BusinessState.DRAFT, BusinessState.REVIEW, BusinessState.SENT_BACK]


class Business(models.Model):
    """The legal person behind one or more stores (SEL-01).

    `legal_name`, `form` and `country` are what holds now: of a verified business, what was verified.

    Attributes:
        verified_at: when it was verified the first time. It stays verified while a change is looked at.
        reason: of the last decision, read by its people.
        touched_at: when its people last did something; a draft that nobody touches is swept.
        purged_at: when its papers were deleted.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    legal_name = models.CharField(max_length=200)
    form = models.CharField(max_length=12, choices=[("enterprise", "enterprise"), ("sole_trader", "sole_trader")])
    country = models.CharField(max_length=2)
    state = models.CharField(max_length=9, choices=BusinessState, default=BusinessState.DRAFT)
    verified_at = models.DateTimeField(null=True)
    handed_in_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=1000, blank=True, default="", db_default="")
    touched_at = models.DateTimeField(default=now)
    purged_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner"],
                condition=Q(state__in=_UNFINISHED, verified_at__isnull=True),
                name="business_begun_once",
            )
        ]
        indexes = [
            models.Index(fields=["owner", "-created_at"], name="business_of_owner"),
            models.Index(fields=["state", "-id"], name="business_by_state"),
            GinIndex(fields=["legal_name"], opclasses=["gin_trgm_ops"], name="business_words"),
        ]


class BusinessStage(models.Model):
    """One stage of a business, or (with `store`) of one of its stores.

    Attributes:
        sealed: the values as they were last entered, JSON under the vault's key; they carry their place with them.
        held: those of the last approval of the whole business: by them it trades while a change is looked at.
        reason: why it was sent back.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    business = models.ForeignKey(Business, on_delete=models.CASCADE, related_name="stages")
    store_id = models.UUIDField(null=True)
    stage = models.CharField(max_length=10, choices=[(each.value, each.value) for each in lifecycle.Stage])
    state = models.CharField(
        max_length=9, choices=[(each.value, each.value) for each in lifecycle.StageState],
        default=lifecycle.StageState.OPEN.value,
    )  # fmt: skip
    sealed = models.BinaryField(default=b"")
    held = models.BinaryField(default=b"")
    reason = models.CharField(max_length=1000, blank=True, default="")
    changed_at = models.DateTimeField(default=now)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["business", "store_id", "stage"], nulls_distinct=False, name="business_stage_once"
            )
        ]


class BusinessPaper(models.Model):
    """A picture of a paper of one stage: a JPEG under the vault's key, bound to its business, store and requirement."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    business = models.ForeignKey(Business, on_delete=models.CASCADE, related_name="papers")
    store_id = models.UUIDField(null=True)
    stage = models.CharField(max_length=10)
    code = models.CharField(max_length=60)  # of the requirement
    sealed = models.BinaryField()
    trace = models.BigIntegerField(default=0)  # tells one side of a document from the other
    measured = models.JSONField(default=dict)
    added_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["business", "store_id", "code"], nulls_distinct=False, name="business_paper_once"
            )
        ]


class PaperView(models.Model):
    """Who of the operator's staff looked at which paper, and when (OPR-06). Rows are added, never changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    business = models.ForeignKey(Business, on_delete=models.CASCADE, related_name="views")
    code = models.CharField(max_length=60)
    by_id = models.UUIDField()
    at = models.DateTimeField(default=now)

    class Meta:
        indexes = [models.Index(fields=["business", "at"], name="paper_seen")]


class BusinessStep(models.Model):
    """One move that a business made; of a decision, what it says of single stages. Rows are added, never changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    business = models.ForeignKey(Business, on_delete=models.CASCADE, related_name="steps")
    store_id = models.UUIDField(null=True)
    move = models.CharField(max_length=12)
    stage = models.CharField(max_length=10, blank=True, default="")
    by_id = models.UUIDField(null=True)  # null: Kontor itself
    at = models.DateTimeField(default=now)
    note = models.CharField(max_length=1000, blank=True, default="")  # what its people read

    class Meta:
        indexes = [models.Index(fields=["business", "at"], name="business_way")]
