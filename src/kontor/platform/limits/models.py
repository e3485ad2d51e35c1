"""Counters. The table is unlogged (migration): lost in a crash, and then everybody starts anew."""

from __future__ import annotations

from django.db import models


class RateCounter(models.Model):
    """How often `key` (a hash) came within the window that ends at `ends_at`."""

    pk = models.CompositePrimaryKey("scope", "key")
    scope = models.CharField(max_length=60)
    key = models.CharField(max_length=64)
    count = models.PositiveIntegerField()
    ends_at = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "platform_rate"
