"""Days whose entries were never made at a provider have no settlement file."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from kontor.contexts.billing.models import FileState, SettlementFile
from kontor.contexts.billing.policy import SETTLEMENT_DAYS
from kontor.contexts.billing.rules.settling import days_before
from kontor.contexts.payments.providers.register import settlers
from kontor.kernel.clock import now


def skip_settlements() -> int:
    """Mark today and the days of late as never to be asked for: for a market that was filled, not lived.

    Returns:
        How many days.
    """
    rows = [
        SettlementFile(
            provider=code, day=day, state=FileState.SKIPPED,
            starts_at=datetime.combine(day, time(), bills.zone),
            ends_at=datetime.combine(day + timedelta(days=1), time(), bills.zone),
        )
        for code, bills in settlers().items()
        for day in days_before(now().astimezone(bills.zone).date() + timedelta(days=1), SETTLEMENT_DAYS.int() + 1)
    ]  # fmt: skip
    return len(SettlementFile.objects.bulk_create(rows, ignore_conflicts=True))
