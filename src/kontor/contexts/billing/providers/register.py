"""Which bank pays stores."""

from __future__ import annotations

from django.conf import settings

from kontor.contexts.billing.providers.iso20022.bank import IsoBank
from kontor.contexts.billing.providers.protocol import Bank


def bank() -> Bank:
    """The bank of this installation: the sandbox's unless another is configured."""
    return IsoBank(settings.KONTOR.bank_url, settings.KONTOR.bank_secret)
