"""Overrides of policy values and their history."""

from __future__ import annotations

from django.db import models

from kontor.kernel.clock import now
from kontor.kernel.ids import new_id


class PolicyOverride(models.Model):
    """The value in force where it is not the default."""

    name = models.CharField(primary_key=True, max_length=80)
    value = models.CharField(max_length=2000)

    class Meta:
        db_table = "platform_policy"


class PolicyChange(models.Model):
    """One change; never edited. `old` and `new` are as typed, the default spelled out."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=80)
    old = models.CharField(max_length=2000)
    new = models.CharField(max_length=2000)
    by_id = models.UUIDField(null=True)  # the operator's account; null: a command
    by_name = models.CharField(max_length=130)
    reason = models.CharField(max_length=500)
    at = models.DateTimeField(default=now)

    class Meta:
        db_table = "platform_policy_change"
        indexes = [
            models.Index(fields=["name", "-at"], name="policy_change_latest"),
            models.Index(fields=["-at"], name="policy_change_all"),
        ]
