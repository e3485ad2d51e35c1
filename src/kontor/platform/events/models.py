"""The outbox: events not yet delivered, and which subscriber has had which."""

from __future__ import annotations

from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import Q


class OutboxEvent(models.Model):
    """One fact. Its rows of one key are delivered in the order of `position`."""

    pk = models.CompositePrimaryKey("key", "id")
    key = models.UUIDField()
    id = models.UUIDField()
    position = models.BigIntegerField()  # from the sequence platform_outbox_position
    name = models.CharField(max_length=80)
    body = models.JSONField()
    recorded_at = models.DateTimeField()
    due_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    pending = models.BooleanField(default=True)
    parked = models.BooleanField(default=False)  # gave up: a person must look
    error = models.TextField(blank=True)

    class Meta:
        db_table = "platform_outbox"
        indexes = [
            models.Index(fields=["position"], name="outbox_pending", condition=Q(pending=True)),
            models.Index(fields=["key", "position"], name="outbox_pending_of_key", condition=Q(pending=True)),
            models.Index(fields=["-recorded_at"], name="outbox_parked", condition=Q(parked=True)),
            BrinIndex(fields=["recorded_at"], name="outbox_age", autosummarize=True),
        ]


class Delivery(models.Model):
    """Written in the own transaction of a subscriber that takes one event: proof that it has had it."""

    pk = models.CompositePrimaryKey("key", "event_id", "subscriber")
    key = models.UUIDField()
    event_id = models.UUIDField()
    subscriber = models.CharField(max_length=120)

    class Meta:
        db_table = "platform_delivery"
