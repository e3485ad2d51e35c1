"""Checks of identity: who has to prove who they are, and the sealed pictures of their documents (ACC-33)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kontor.kernel.clock import now
from kontor.kernel.ids import new_id


class IdentityState(models.TextChoices):
    WAITING = "waiting"  # for pictures
    REVIEW = "review"  # both sides are there, a person looks at them
    APPROVED = "approved"
    REFUSED = "refused"  # the account stays closed to ordering
    ENDED = "ended"  # no acceptable pictures came in time; of a registration nothing but this is left


class IdentityCheck(models.Model):
    """One check of one account. Open while the state is waiting or review; one open check an account."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account_id = models.UUIDField()
    cause = models.CharField(max_length=20)  # a rule's id, or "operator"
    registration = models.BooleanField()  # it belongs to joining: when its time is over, the registration ends
    opened_by = models.UUIDField(null=True)
    opened_at = models.DateTimeField(default=now)
    due_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=8, choices=IdentityState, default=IdentityState.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)  # the last time that both sides were there
    closed_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    reason = models.CharField(max_length=1000, blank=True)  # of the last decision, read by the person

    class Meta:
        db_table = "risk_identity"
        constraints = [
            models.UniqueConstraint(
                fields=["account_id"], condition=Q(state__in=["waiting", "review"]), name="risk_identity_open_once"
            )
        ]
        indexes = [
            models.Index(fields=["account_id", "-opened_at"], name="risk_identity_of_account"),
            models.Index(fields=["due_at"], condition=Q(state="waiting"), name="risk_identity_due"),
            models.Index(fields=["closed_at"], condition=Q(closed_at__isnull=False), name="risk_identity_closed"),
        ]


class Side(models.TextChoices):
    FRONT = "front"
    BACK = "back"


class IdentityPicture(models.Model):
    """One side of the document of one check.

    The picture and what its machine readable zone says are sealed under a key that is not in this database, each
    bound to its check and side. A refused picture is not kept: only what was wrong with the last one.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    check_of = models.ForeignKey(IdentityCheck, on_delete=models.CASCADE, related_name="pictures")
    side = models.CharField(max_length=5, choices=Side)
    tried_at = models.DateTimeField(default=now)
    faults = models.JSONField(default=list)  # of the last try; codes
    accepted_at = models.DateTimeField(null=True)
    measured = models.JSONField(default=dict)  # of the accepted picture; codes and figures
    sealed = models.BinaryField(default=b"")  # the accepted picture: a JPEG
    sealed_zone = models.BinaryField(default=b"")  # JSON
    trace = models.BigIntegerField(default=0)

    class Meta:
        db_table = "risk_identity_picture"
        constraints = [models.UniqueConstraint(fields=["check_of", "side"], name="risk_identity_side_once")]


class IdentityView(models.Model):
    """Who looked at which picture, and when (OPR-06). Rows are added, never changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    check_of = models.ForeignKey(IdentityCheck, on_delete=models.CASCADE, related_name="views")
    side = models.CharField(max_length=5, choices=Side)
    by_id = models.UUIDField()
    at = models.DateTimeField(default=now)

    class Meta:
        db_table = "risk_identity_view"
        indexes = [models.Index(fields=["check_of", "at"], name="risk_identity_seen")]
