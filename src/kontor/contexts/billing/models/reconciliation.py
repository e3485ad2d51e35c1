"""What the books were compared with, day by day, and where they differed."""

from __future__ import annotations

from django.db import models

from kontor.kernel.clock import now
from kontor.kernel.ids import new_id


class Reconciliation(models.Model):
    """One comparison of a day in one currency: what rows say (`ours`) and what the ledger says (`booked`)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    day = models.DateField()
    check_code = models.CharField(max_length=20)
    currency = models.CharField(max_length=4)
    ours_minor = models.BigIntegerField()
    booked_minor = models.BigIntegerField()
    differing = models.PositiveIntegerField()  # how many keys differ, also when their sums do not
    made_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "check_code", "currency"], name="reconciliation_once")]


class ReconciliationDifference(models.Model):
    """One key of a comparison that differs: a store, a payment, a refund, a payout."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    day = models.DateField()
    check_code = models.CharField(max_length=20)
    currency = models.CharField(max_length=4)
    key = models.CharField(max_length=80)
    ours_minor = models.BigIntegerField()
    booked_minor = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["day", "check_code", "key"], name="reconciliation_opened")]
