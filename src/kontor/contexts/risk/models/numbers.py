"""Number ranges and carriers of virtual services, as the operator extends the shipped list (ACC-32)."""

from __future__ import annotations

from django.db import models

from kontor.kernel.clock import now


class NumberRange(models.Model):
    """Numbers that begin with `prefix`, or carriers that are called `carrier`; one of the two is given."""

    id = models.BigAutoField(primary_key=True)
    prefix = models.CharField(max_length=16, blank=True)  # digits with the country code, no plus
    carrier = models.CharField(max_length=60, blank=True)  # lower case, part of the carrier's name
    note = models.CharField(max_length=120, blank=True)
    by_account_id = models.UUIDField(null=True)
    at = models.DateTimeField(default=now)

    class Meta:
        db_table = "risk_number_range"
        constraints = [models.UniqueConstraint(fields=["prefix", "carrier"], name="risk_number_range_once")]
