"""How deliveries went, what the policy stopped, what the clock marked. Placed by store."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kontor.contexts.messaging.words import Author, Miss, Status
from kontor.kernel.clock import now
from kontor.kernel.ids import new_id


class Delivery(models.Model):
    """One message on its way: delivered, refused with the reason, or failed and tried again (MSG-13).

    Attributes:
        message_id: what was delivered; null for the rest, whose words stand in `text`.
        passages: [[start, end, rule, sentence], …] of a text that the policy stopped.
        tries, next_try_at: of a failed one; null: not by itself any more.
        copies_id: the case in which somebody looks at copies.
    """

    pk = models.CompositePrimaryKey("store_id", "id")
    store_id = models.UUIDField()
    id = models.UUIDField(default=new_id, editable=False)
    conversation_id = models.UUIDField()
    message_id = models.UUIDField(null=True)
    author = models.CharField(max_length=9, choices=[(each.value, each.value) for each in Author])
    author_id = models.UUIDField(null=True)
    program_id = models.UUIDField(null=True)
    client_id = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(choices=[(each.value, each.name) for each in Status])
    why = models.CharField(max_length=10, blank=True, default="")
    passages = models.JSONField(default=list)
    text = models.TextField(blank=True, default="")
    at = models.DateTimeField(default=now)
    tries = models.PositiveSmallIntegerField(default=1)
    next_try_at = models.DateTimeField(null=True)
    copies_id = models.UUIDField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["store_id", "status", "-id"], name="delivery_by_status"),
            models.Index(fields=["conversation_id", "client_id"], condition=~Q(status=200), name="delivery_attempt"),
            models.Index(fields=["next_try_at"], condition=Q(next_try_at__isnull=False), name="delivery_to_retry"),
            models.Index(fields=["copies_id"], condition=Q(copies_id__isnull=False), name="delivery_of_copies"),
        ]


class PolicyViolation(models.Model):
    """A message of a store that the policy stopped (MSG-10). `freeze_id`: the freeze that it helped to bring about."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    store_id = models.UUIDField()
    conversation_id = models.UUIDField()
    delivery_id = models.UUIDField()
    account_id = models.UUIDField(null=True)
    at = models.DateTimeField(default=now)
    freeze_id = models.UUIDField(null=True)
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["store_id", "at"],
                condition=Q(lifted_at__isnull=True, freeze_id__isnull=True),
                name="policy_violation_counts",
            ),
            models.Index(fields=["store_id", "-id"], name="policy_violation_of_store"),
        ]


class ClockMiss(models.Model):
    """A message that the store left waiting too long: one row for each kind, for good (MSG-06, MSG-07)."""

    pk = models.CompositePrimaryKey("conversation_id", "id")
    conversation_id = models.UUIDField()
    id = models.UUIDField(default=new_id, editable=False)
    store_id = models.UUIDField()
    message_id = models.UUIDField()
    kind = models.CharField(max_length=10, choices=[(each.value, each.value) for each in Miss])
    waiting_since = models.DateTimeField()
    due_at = models.DateTimeField()
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conversation_id", "message_id", "kind"], name="clock_miss_once")
        ]
        indexes = [models.Index(fields=["store_id", "kind", "waiting_since"], name="clock_miss_of_store")]


class Copies(models.Model):
    """The same words to many buyers who had not written: what waits for somebody to look (MSG-19)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    store_id = models.UUIDField()
    cold_key = models.CharField(max_length=64)
    text = models.TextField()
    at = models.DateTimeField(default=now)
    decided_at = models.DateTimeField(null=True)
    released = models.BooleanField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["store_id", "cold_key"], condition=Q(decided_at__isnull=True), name="copies_open_once"
            )
        ]
