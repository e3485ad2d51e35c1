"""Accounts that belong together, bans, and appeals."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kontor.kernel.clock import now
from kontor.kernel.ids import new_id


class Cluster(models.Model):
    """A set of linked accounts. `size` is kept with its members, so that lists need no counting."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    size = models.PositiveIntegerField(default=0)
    banned = models.PositiveIntegerField(default=0)
    opened_at = models.DateTimeField(default=now)
    grown_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "risk_cluster"


class Member(models.Model):
    """An account of a cluster; it belongs to one at most."""

    account_id = models.UUIDField(primary_key=True)
    cluster = models.ForeignKey(Cluster, on_delete=models.CASCADE, related_name="members")
    reason = models.CharField(max_length=30)  # what linked it: a kind of trace, or a person's decision
    joined_at = models.DateTimeField(default=now)

    class Meta:
        db_table = "risk_member"


class Ban(models.Model):
    """Why and until when an account is closed. The latest one without an end holds."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account_id = models.UUIDField()
    cluster_id = models.UUIDField(null=True)
    reason = models.CharField(max_length=500)
    by_account_id = models.UUIDField()
    at = models.DateTimeField(default=now)
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.UUIDField(null=True)
    lifted_because = models.CharField(max_length=500, blank=True)

    class Meta:
        db_table = "risk_ban"
        constraints = [
            models.UniqueConstraint(
                fields=["account_id"], condition=Q(lifted_at__isnull=True), name="risk_ban_in_force"
            )
        ]
        indexes = [models.Index(fields=["account_id", "-at"], name="risk_ban_of_account")]


class Appeal(models.Model):
    """What a banned person answers; one open per ban."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    ban = models.ForeignKey(Ban, on_delete=models.CASCADE, related_name="appeals")
    account_id = models.UUIDField()
    text = models.CharField(max_length=2000)
    at = models.DateTimeField(default=now)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    granted = models.BooleanField(null=True)
    answer = models.CharField(max_length=1000, blank=True)

    class Meta:
        db_table = "risk_appeal"
        constraints = [
            models.UniqueConstraint(fields=["ban"], condition=Q(decided_at__isnull=True), name="risk_appeal_open_once")
        ]
