"""Months of a store's balance that are over (placed by store)."""

from __future__ import annotations

from django.db import models

from kontor.kernel.clock import now
from kontor.kernel.ids import new_id


class Statement(models.Model):
    """What a month (UTC) did to a balance; `kontor verify` compares it with the postings.

    Attributes:
        month: its first day.
        opening_minor, closing_minor: what the store had; the next one opens with it.
        totals: kind of line → its sums (`rules/statements.py`).
    """

    pk = models.CompositePrimaryKey("store_id", "id")
    store_id = models.UUIDField()
    id = models.UUIDField(default=new_id, editable=False)
    currency = models.CharField(max_length=3)
    month = models.DateField()
    opening_minor = models.BigIntegerField()
    closing_minor = models.BigIntegerField()
    totals = models.JSONField()
    lines = models.PositiveIntegerField()
    made_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["store_id", "currency", "month"], name="statement_once")]
