"""Registrations that wait for a person's look, and pairs or purchases that are to be looked at."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kontor.kernel.clock import now
from kontor.kernel.ids import new_id


class Hold(models.Model):
    """A held account: why, and what came of it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account_id = models.UUIDField()
    judgement_id = models.UUIDField(null=True)
    cause = models.CharField(max_length=10)  # score | velocity | identity
    at = models.DateTimeField(default=now)
    ended_at = models.DateTimeField(null=True)
    released = models.BooleanField(null=True)
    by_account_id = models.UUIDField(null=True)
    answer = models.CharField(max_length=500, blank=True)

    class Meta:
        db_table = "risk_hold"
        constraints = [
            models.UniqueConstraint(
                fields=["account_id"], condition=Q(ended_at__isnull=True), name="risk_hold_open_once"
            )
        ]
        indexes = [models.Index(fields=["account_id", "-at"], name="risk_hold_of_account")]


class Flag(models.Model):
    """Two accounts that are to be looked at together: a shared phone (ACC-06), a purchase within the house (ACC-35)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=16)  # shared_phone | own_store
    account_id = models.UUIDField()
    other_id = models.UUIDField()
    store_id = models.UUIDField(null=True)
    shared = models.JSONField(default=list)  # kinds of traces that both have
    about = models.BigIntegerField(null=True)  # number of the first order
    times = models.PositiveIntegerField(default=1)
    at = models.DateTimeField(default=now)
    last_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "risk_flag"
        constraints = [
            models.UniqueConstraint(fields=["kind", "account_id", "other_id"], name="risk_flag_once"),
        ]
        indexes = [models.Index(fields=["kind", "-last_at"], name="risk_flag_latest")]


class StoreMember(models.Model):
    """Who works for which store, as the sellers' facts tell it."""

    pk = models.CompositePrimaryKey("store_id", "account_id")
    store_id = models.UUIDField()
    account_id = models.UUIDField()

    class Meta:
        db_table = "risk_store_member"
