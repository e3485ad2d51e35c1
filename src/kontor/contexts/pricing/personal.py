"""Rates are about nobody (ACC-42)."""

from __future__ import annotations

from kontor.contexts.pricing.models import ExchangeRate
from kontor.platform.privacy import free

free(ExchangeRate, "a day's rate and who published it", "currency", "source")
