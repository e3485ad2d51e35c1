"""Requests to support and their lines. Lines are placed by request."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kontor.contexts.support.lifecycle import State
from kontor.contexts.support.words import Author, Topic
from kontor.kernel.clock import now
from kontor.kernel.ids import new_id


class Request(models.Model):
    """One conversation of a buyer with the operator (BUY-03).

    Attributes:
        order_number: of the store order that it is about; null where it is about none.
        language: of the buyer's pages when it was begun.
        waiting_since: the first line of the buyer that nobody has answered; null: nobody waits.
        answered_s: seconds that the buyer waited for the first answer.
        holder: who of the operator has taken it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    buyer_id = models.UUIDField()
    topic = models.CharField(max_length=8, choices=[(each.value, each.value) for each in Topic])
    order_number = models.BigIntegerField(null=True)
    language = models.CharField(max_length=8)
    state = models.CharField(
        max_length=8, choices=[(each.value, each.value) for each in State], default=State.OPEN.value
    )
    begun_at = models.DateTimeField(default=now)
    last_at = models.DateTimeField(default=now)
    last_author = models.CharField(max_length=5, choices=[(each.value, each.value) for each in Author])
    line_count = models.PositiveIntegerField(default=0)
    unread_buyer = models.PositiveIntegerField(default=0)
    waiting_since = models.DateTimeField(null=True)
    answered_s = models.PositiveIntegerField(null=True)
    holder = models.UUIDField(null=True)
    held_at = models.DateTimeField(null=True)
    resolved_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["buyer_id", "-last_at", "-id"], name="support_of_buyer"),
            models.Index(
                fields=["waiting_since", "id"], condition=Q(waiting_since__isnull=False), name="support_waiting"
            ),
            models.Index(fields=["-last_at", "-id"], name="support_latest"),
            models.Index(fields=["begun_at"], condition=Q(answered_s__isnull=False), name="support_answered"),
        ]


class Line(models.Model):
    """What somebody wrote, for good.

    Attributes:
        position: 1, 2, 3 … within its request.
        client_id: made by whoever sends; the same one twice is the same line.
    """

    pk = models.CompositePrimaryKey("request_id", "id")
    request_id = models.UUIDField()
    id = models.UUIDField(default=new_id, editable=False)
    position = models.PositiveIntegerField()
    author = models.CharField(max_length=5, choices=[(each.value, each.value) for each in Author])
    author_id = models.UUIDField()
    client_id = models.CharField(max_length=64)
    text = models.TextField()
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["request_id", "client_id"], name="support_client_id_once"),
            models.UniqueConstraint(fields=["request_id", "position"], name="support_position_once"),
        ]
