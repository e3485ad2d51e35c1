"""What stood in old settlement files goes."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from kontor.contexts.billing.models import SettledLine, SettlementFile
from kontor.contexts.billing.policy import SETTLEMENT_KEPT
from kontor.kernel.clock import now


def drop_settlements() -> int:
    """Drop files of days longer ago than the policy says, with their lines.

    Returns:
        How many files.
    """
    before = (now() - timedelta(days=SETTLEMENT_KEPT.int())).date()
    with transaction.atomic():
        SettledLine.objects.filter(day__lt=before).delete()
        return SettlementFile.objects.filter(day__lt=before).delete()[0]
