"""Coins of an order: held at placement, used at payment, given back with its money (placed by buyer)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from kontor.contexts.coins.lifecycle import HoldState
from kontor.kernel.clock import now
from kontor.kernel.ids import new_id


class Hold(models.Model):
    """The coins of one buyer order; `id` is the order's. `minor` of `currency` is what they pay."""

    pk = models.CompositePrimaryKey("buyer_id", "id")
    buyer_id = models.UUIDField()
    id = models.UUIDField(editable=False)
    state = models.CharField(max_length=6, choices=[(s.value, s.value) for s in HoldState], default="held")
    coins = models.PositiveIntegerField()
    currency = models.CharField(max_length=3)
    minor = models.BigIntegerField()
    made_at = models.DateTimeField(default=now)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(coins__gt=0, minor__gt=0), name="hold_positive")]
        indexes = [models.Index(fields=["made_at"], condition=Q(state="held"), name="hold_open")]


class Use(models.Model):
    """What coins pay of one store order; `id` is the store order's.

    Attributes:
        minor: of the buyer's currency; `lines`: line id → its part.
        due_minor: what of the selling store's money coins cover, in its currency; `value_minor`: what they are worth
            in it at the day's rate.
        returned: coins that came back.
    """

    pk = models.CompositePrimaryKey("buyer_id", "id")
    buyer_id = models.UUIDField()
    id = models.UUIDField(editable=False)
    hold_id = models.UUIDField()
    store_id = models.UUIDField()
    coins = models.PositiveIntegerField()
    minor = models.BigIntegerField()
    lines = models.JSONField(default=dict)
    store_currency = models.CharField(max_length=3)
    due_minor = models.BigIntegerField()
    value_minor = models.BigIntegerField()
    returned = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(returned__lte=F("coins")), name="use_returned_at_most_all")]
        indexes = [
            models.Index(fields=["buyer_id", "hold_id"], name="use_of_hold"),
            models.Index(fields=["store_id", "-made_at"], name="use_in_store"),
        ]


class UsePart(models.Model):
    """Coins of one lot in one store order."""

    pk = models.CompositePrimaryKey("buyer_id", "id")
    buyer_id = models.UUIDField()
    id = models.UUIDField(default=new_id, editable=False)
    hold_id = models.UUIDField()
    order_id = models.UUIDField()
    lot_id = models.UUIDField()
    funder_id = models.UUIDField(null=True)
    scene_id = models.UUIDField(null=True)
    coins = models.PositiveIntegerField()
    returned = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(returned__lte=F("coins")), name="part_returned_at_most_all")]
        indexes = [
            models.Index(fields=["buyer_id", "hold_id"], name="use_part_of_hold"),
            models.Index(fields=["funder_id", "-made_at"], name="use_part_of_funder"),
        ]
