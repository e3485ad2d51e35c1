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
    channel = models.CharField(max_length=5)  # email | sms | page
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

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account_id", "cause", "channel"], name="notice_once")]
        indexes = [models.Index(fields=["created_at"], name="notice_waiting", condition=Q(waiting=True))]
