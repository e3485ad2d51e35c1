"""What buyers have: purses, and the lots in them (placed by buyer; COI-08, COI-12)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from kontor.kernel.clock import now
from kontor.kernel.ids import new_id


class Purse(models.Model):
    """A buyer's coins at a glance; every movement holds this row first. Equal to the lots and to the ledger."""

    buyer_id = models.UUIDField(primary_key=True)
    coins = models.PositiveIntegerField(default=0)
    held = models.PositiveIntegerField(default=0)


class Lot(models.Model):
    """Coins that came at one time and expire at one time; where each of them is adds up to what came.

    Attributes:
        funder_id: the store that gave them and pays when they are used; null: the platform.
        only_store_id: the one store that takes them; null: every store.
        cause: what brought them, once: `payment:<order>:<scene>`, `return:<order>:<lot>` …
        held: for an order that is not yet paid (`waits`: the order that brought them).
        moved: came back after expiry, into a lot of their own.
        told: 0, 1 after the first notice of their expiry, 2 after the second.
    """

    pk = models.CompositePrimaryKey("buyer_id", "id")
    buyer_id = models.UUIDField()
    id = models.UUIDField(default=new_id, editable=False)
    funder_id = models.UUIDField(null=True)
    only_store_id = models.UUIDField(null=True)
    scene_id = models.UUIDField(null=True)
    store_id = models.UUIDField(null=True)  # of the order that brought them
    order_id = models.UUIDField(null=True)
    cause = models.CharField(max_length=100)
    coins = models.PositiveIntegerField()
    left = models.PositiveIntegerField()
    held = models.PositiveIntegerField(default=0)
    used = models.PositiveIntegerField(default=0)
    expired = models.PositiveIntegerField(default=0)
    taken = models.PositiveIntegerField(default=0)
    moved = models.PositiveIntegerField(default=0)
    recalled = models.PositiveIntegerField(default=0)  # how many its order's refunds have called back so far
    missed = models.PositiveIntegerField(default=0)  # of these: were spent, and found nowhere else
    waits = models.BooleanField(default=False)
    told = models.PositiveSmallIntegerField(default=0)
    given_at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["buyer_id", "cause"], name="lot_cause_once"),
            models.CheckConstraint(
                condition=Q(coins=F("left") + F("held") + F("used") + F("expired") + F("taken") + F("moved")),
                name="lot_adds_up",
            ),
        ]
        indexes = [
            models.Index(fields=["buyer_id", "expires_at", "id"], condition=Q(left__gt=0), name="lot_to_spend"),
            models.Index(fields=["expires_at"], condition=Q(left__gt=0), name="lot_to_expire"),
            models.Index(fields=["buyer_id", "-given_at", "-id"], name="lot_list"),
            models.Index(fields=["buyer_id", "order_id"], condition=Q(order_id__isnull=False), name="lot_of_order"),
            models.Index(fields=["scene_id", "buyer_id"], condition=Q(scene_id__isnull=False), name="lot_of_scene"),
        ]
