"""Whose rates this installation asks for."""

from __future__ import annotations

from django.conf import settings

from kontor.contexts.pricing.providers.ecb.feed import EcbFeed
from kontor.contexts.pricing.providers.protocol import RateProvider


def provider() -> RateProvider | None:
    """The provider at `KONTOR_RATES_URL`; None where none is named: nobody outside is asked."""
    address = settings.KONTOR.rates_url
    return EcbFeed(address) if address else None
