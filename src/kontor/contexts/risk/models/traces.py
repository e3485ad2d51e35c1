"""What accounts were seen with. The keys are digests under the installation's secret."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models


class TraceKind(models.IntegerChoices):
    """What a key stands for (`rules/traces.py` says how each is made)."""

    DEVICE = 1  # our cookie
    ADDRESS = 2  # the /24 or /64
    FINGERPRINT = 3
    FINGERPRINT_HERE = 4  # fingerprint and address
    HARDWARE_HERE = 5  # machine and address
    STYLE_HERE = 6  # rhythm and address
    STYLE = 7  # rhythm, wherever
    STYLE_MACHINE = 8  # rhythm and machine, wherever
    COPY = 9  # the same events to the millisecond
    CONTACT = 10  # mail domain, or block of phone numbers
    PHONE = 11
    PAYMENT = 12


class Trace(models.Model):
    """An account was seen with a key. `joined_at` is set where it registered with it."""

    pk = models.CompositePrimaryKey("key", "account_id")
    key = models.BigIntegerField()
    account_id = models.UUIDField()
    kind = models.SmallIntegerField(choices=TraceKind)
    joined_at = models.DateTimeField(null=True)
    last_at = models.DateTimeField()

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
