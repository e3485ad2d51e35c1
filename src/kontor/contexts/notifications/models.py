"""What was told to whom, by which channel."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kontor.kernel.clock import now
from kontor.kernel.ids import new_id


class Notice(models.Model):
    """One notice to one account: a folder of texts (`kind`), its values, and what became of it."""

    pk = models.CompositePrimaryKey("account_id", "id")
    account_id = models.UUIDField()
    id = models.UUIDField(default=new_id, editable=False)
    kind = models.CharField(max_length=40)  # names a folder under texts/
    channel = models.CharField(max_length=5)  # email | sms | push; page: nowhere else
    address = models.CharField(max_length=254, blank=True)
    language = models.CharField(max_length=8)
    values = models.JSONField(default=dict)
    cause = models.CharField(max_length=80)
    created_at = models.DateTimeField(default=now)
    sent_at = models.DateTimeField(null=True)  # when the carrier took it
    refused_at = models.DateTimeField(null=True)  # when the carrier said that it never will
    refusal = models.PositiveSmallIntegerField(null=True)  # its code, e.g. 550
    read_at = models.DateTimeField(null=True)
    waiting = models.BooleanField(default=False, db_default=False)  # the next round of sending takes it
    held_until = models.DateTimeField(null=True)  # quiet hours: it goes out then, together with the others
    shown = models.BooleanField(default=False, db_default=False)  # on the page of notices

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account_id", "cause", "channel"], name="notice_once")]
        indexes = [
            models.Index(fields=["created_at"], name="notice_waiting", condition=Q(waiting=True)),
            models.Index(fields=["held_until"], name="notice_held", condition=Q(held_until__isnull=False)),
            models.Index(fields=["account_id"], name="notice_unread", condition=Q(shown=True, read_at__isnull=True)),
        ]


class Preference(models.Model):
    """What one person wants to hear, by which channel, and when not (BUY-13). Without a row: everything, always."""

    account_id = models.UUIDField(primary_key=True)
    off = models.JSONField(default=list)  # "<kind>.<channel>" of what is not wanted
    zone = models.CharField(max_length=64, blank=True)  # IANA name, as the browser said
    quiet = models.BooleanField(default=False)
    quiet_from = models.PositiveSmallIntegerField(null=True)  # hours of the day; None: the policy's
    quiet_until = models.PositiveSmallIntegerField(null=True)
    changed_at = models.DateTimeField(default=now)


class PushSubscription(models.Model):
    """A browser that wants push messages: where they go, and the keys that only it can open them with."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account_id = models.UUIDField()
    endpoint = models.TextField()
    endpoint_key = models.CharField(max_length=64, unique=True)  # of the endpoint, which may be long
    p256dh = models.CharField(max_length=120)
    auth = models.CharField(max_length=40)
    device = models.CharField(max_length=120, blank=True)
    created_at = models.DateTimeField(default=now)

    class Meta:
        indexes = [models.Index(fields=["account_id", "-created_at"], name="push_of_account")]
