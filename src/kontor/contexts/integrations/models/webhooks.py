"""Webhooks: where a store's facts are sent, each message, each delivery, each try (SEL-30)."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from kontor.contexts.integrations.models.applications import Application
from kontor.contexts.sellers.models import Store
from kontor.kernel.clock import now
from kontor.kernel.ids import new_id


class EndpointState(models.TextChoices):
    ACTIVE = "active"
    DISABLED = "disabled"  # by its people, or by itself after days of failure


class WebhookEndpoint(models.Model):
    """An address of a store's program that wants to hear of facts.

    Attributes:
        application: the program that made it for itself; it hears nothing once nobody of the store allows it anything.
        types: names of `rules.webhooks.TYPES`; an empty list means all of them.
        sealed: the signing secret under the vault's key, bound to this row.
        sealed_before: the secret before the last change; it signs as well until `before_until`.
        failing_since: when deliveries began to fail without one that succeeded; None while all is well.
        why_disabled: "" | person | failing | gone | grant.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    store = models.ForeignKey(Store, on_delete=models.CASCADE, related_name="+")
    application = models.ForeignKey(Application, on_delete=models.CASCADE, null=True, related_name="+")
    url = models.CharField(max_length=500)
    note = models.CharField(max_length=100, blank=True)
    types = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    state = models.CharField(max_length=8, choices=EndpointState, default=EndpointState.ACTIVE)
    why_disabled = models.CharField(max_length=8, blank=True, default="", db_default="")
    sealed = models.BinaryField()
    sealed_before = models.BinaryField(null=True)
    before_until = models.DateTimeField(null=True)
    failing_since = models.DateTimeField(null=True)
    created_by = models.UUIDField()
    created_at = models.DateTimeField(default=now)

    class Meta:
        indexes = [models.Index(fields=["store"], name="webhook_of_store")]


class WebhookMessage(models.Model):
    """One fact as it is told, the same to every endpoint. `id` is the `webhook-id` by which receivers tell repeats."""

    pk = models.CompositePrimaryKey("store_id", "id")
    store_id = models.UUIDField()
    id = models.UUIDField(default=new_id, editable=False)
    type = models.CharField(max_length=40)
    subject = models.CharField(max_length=60)  # whom it is about (`order:4071…`): the order is kept within it
    body = models.TextField()  # the very bytes that are signed
    created_at = models.DateTimeField(default=now)

    class Meta:
        indexes = [models.Index(fields=["created_at"], name="webhook_message_age")]


class DeliveryState(models.TextChoices):
    WAITING = "waiting"
    DELIVERED = "delivered"
    FAILED = "failed"  # given up; it can be sent again by hand


class WebhookDelivery(models.Model):
    """One message on its way to one endpoint.

    Attributes:
        next_at: not before; later ones of the same subject wait for earlier ones.
        replayed: it was sent again by hand; `replay_of` of another names it.
    """

    pk = models.CompositePrimaryKey("store_id", "id")
    store_id = models.UUIDField()
    id = models.UUIDField(default=new_id, editable=False)
    endpoint_id = models.UUIDField()
    message_id = models.UUIDField()
    subject = models.CharField(max_length=60)
    type = models.CharField(max_length=40)
    state = models.CharField(max_length=9, choices=DeliveryState, default=DeliveryState.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(default=now)
    last_status = models.PositiveSmallIntegerField(null=True)
    last_problem = models.CharField(max_length=12, blank=True)
    delivered_at = models.DateTimeField(null=True)
    replay_of = models.UUIDField(null=True)
    replayed = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=now)

    class Meta:
        indexes = [
            models.Index(fields=["endpoint_id", "-id"], name="webhook_deliveries"),
            models.Index(
                fields=["endpoint_id", "subject", "id"], condition=Q(state="waiting"), name="webhook_in_order"
            ),
            models.Index(fields=["next_at"], condition=Q(state="waiting"), name="webhook_due"),
            models.Index(fields=["created_at"], name="webhook_delivery_age"),
        ]


class WebhookTry(models.Model):
    """One call: what was answered, or why nothing was."""

    pk = models.CompositePrimaryKey("store_id", "id")
    store_id = models.UUIDField()
    id = models.UUIDField(default=new_id, editable=False)
    delivery_id = models.UUIDField()
    at = models.DateTimeField(default=now)
    status = models.PositiveSmallIntegerField(null=True)
    problem = models.CharField(max_length=12, blank=True)
    excerpt = models.TextField(blank=True)  # the beginning of the answer
    milliseconds = models.PositiveIntegerField()

    class Meta:
        indexes = [
            models.Index(fields=["store_id", "delivery_id", "id"], name="webhook_tries"),
            models.Index(fields=["at"], name="webhook_try_age"),
        ]
