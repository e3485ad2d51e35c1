"""Requests of people about their data, their consents, and who has read a recipient."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kontor.kernel.clock import now
from kontor.kernel.ids import new_id


class RequestKind(models.TextChoices):
    EXPORT = "export"
    ERASURE = "erasure"
    WITHDRAWAL = "withdrawal"  # of a consent
    CORRECTION = "correction"


class RequestState(models.TextChoices):
    WAITING = "waiting"
    DONE = "done"
    CANCELLED = "cancelled"  # by the person


class PrivacyRequest(models.Model):
    """What somebody asked about their own data, and by when the law wants it done. It outlives the account.

    Attributes:
        law: whose deadline holds (`rules.law_of`).
        acts_at: when an erasure happens at the earliest.
        open: codes of what still had to end when it was last tried.
        about: the code of a consent, or the field that was corrected.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account_id = models.UUIDField()
    audience = models.CharField(max_length=8)
    kind = models.CharField(max_length=10, choices=RequestKind)
    state = models.CharField(max_length=9, choices=RequestState, default=RequestState.WAITING)
    law = models.CharField(max_length=4)
    about = models.CharField(max_length=40, blank=True)
    asked_at = models.DateTimeField(default=now)
    due_at = models.DateTimeField()
    acts_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    open = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account_id", "kind"],
                condition=Q(state="waiting", kind__in=["export", "erasure"]),
                name="privacy_request_one_waiting",
            )
        ]
        indexes = [
            models.Index(fields=["account_id", "-id"], name="privacy_request_of_account"),
            models.Index(fields=["due_at", "id"], condition=Q(state="waiting"), name="privacy_request_waiting"),
            models.Index(fields=["acts_at"], condition=Q(state="waiting", kind="erasure"), name="privacy_erasure_due"),
            models.Index(fields=["-id"], name="privacy_request_latest"),
        ]


class Archive(models.Model):
    """A person's data as a file, sealed for that person's request."""

    request = models.OneToOneField(PrivacyRequest, on_delete=models.CASCADE, primary_key=True, related_name="archive")
    account_id = models.UUIDField(db_index=True)
    sealed = models.BinaryField()
    size = models.PositiveIntegerField()  # bytes of the ZIP
    made_at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField(db_index=True)
    taken_at = models.DateTimeField(null=True)


class ConsentGiven(models.Model):
    """Somebody agreed to a text. Never edited: `withdrawn_at` ends it, a new row begins again."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account_id = models.UUIDField()
    code = models.CharField(max_length=20)
    version = models.CharField(max_length=10)
    digest = models.CharField(max_length=16)  # of the text
    source = models.CharField(max_length=20)  # registration | page
    given_at = models.DateTimeField(default=now)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account_id", "code"], condition=Q(withdrawn_at__isnull=True), name="consent_in_force_once"
            )
        ]
        indexes = [models.Index(fields=["account_id", "-id"], name="consent_of_account")]


class RecipientRead(models.Model):
    """Somebody saw the recipient of an order. Only added to, and swept when old."""

    pk = models.CompositePrimaryKey("store_id", "id")
    store_id = models.UUIDField()
    id = models.UUIDField(default=new_id, editable=False)
    order_id = models.UUIDField()
    order_number = models.BigIntegerField()
    reader_id = models.UUIDField()
    reader = models.CharField(max_length=8)  # seat | operator
    at = models.DateTimeField(default=now)

    class Meta:
        indexes = [
            models.Index(fields=["store_id", "order_id", "-id"], name="recipient_read_of_order"),
            models.Index(fields=["-id"], name="recipient_read_latest"),
            models.Index(fields=["at"], name="recipient_read_age"),
        ]


class Overread(models.Model):
    """A seat or a store went over the limit of pages with buyers' orders; once per window (ACC-41)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    store_id = models.UUIDField()
    account_id = models.UUIDField()  # who opened the page that was one too many
    whole_store = models.BooleanField(default=False)
    most = models.PositiveIntegerField()  # the limit at that time
    at = models.DateTimeField(default=now)
    window_ends = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["store_id", "-at"], name="overread_of_store"),
            models.Index(fields=["-id"], name="overread_latest"),
        ]
