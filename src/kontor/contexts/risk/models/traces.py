"""What accounts were seen with. The keys are digests under the installation's secret."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Trace(models.Model):
    """An account was seen with a key (`rules/traces.py`). `joined_at` is set where it registered with it."""

    pk = models.CompositePrimaryKey("key", "account_id")
    key = models.BigIntegerField()
    account_id = models.UUIDField()
    kind = models.SmallIntegerField()  # rules.kinds.TraceKind
    joined_at = models.DateTimeField(null=True)
    last_at = models.DateTimeField()
    place = models.BigIntegerField(default=0)  # key of the address with which it was seen last
    machine = models.BigIntegerField(default=0)
    hand = models.BigIntegerField(default=0)  # `rules.style.Hand`, packed
    habits = models.BigIntegerField(default=0)  # `rules.habits`, packed

    class Meta:
        db_table = "risk_trace"
        indexes = [
            models.Index(fields=["key", "-last_at"], name="risk_trace_latest"),
            models.Index(fields=["account_id"], name="risk_trace_of_account"),
        ]


class Pace(models.Model):
    """When accounts were registered with a key; counted under the row's lock, so that none slips by."""

    key = models.BigIntegerField(primary_key=True)
    moments = ArrayField(models.DateTimeField())
    ends_at = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "risk_pace"


class Usual(models.Model):
    """How registrations look here (`rules.likeness.Usual`), measured every hour; one row, no person's."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    at = models.DateTimeField()
    told = models.JSONField()

    class Meta:
        db_table = "risk_usual"
