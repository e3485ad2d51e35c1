"""Exchange rates, with their day and source (TRD-04)."""

from __future__ import annotations

from django.db import models


class ExchangeRate(models.Model):
    """How many units of `currency` one US dollar buys on `day`."""

    day = models.DateField()
    currency = models.CharField(max_length=3)
    per_usd = models.DecimalField(max_digits=20, decimal_places=8)
    source = models.CharField(max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "currency"], name="rate_once_a_day")]
