"""All settlement files that are not read yet."""

from __future__ import annotations

from kontor.contexts.billing.models import FileState, SettlementFile
from kontor.contexts.billing.policy import SETTLEMENT_DAYS
from kontor.contexts.billing.rules.settling import days_before
from kontor.contexts.billing.services.read_settlement import read_settlement
from kontor.contexts.ledger.models import LedgerAccount
from kontor.contexts.payments.providers.register import settlers
from kontor.kernel.clock import now


def read_settlements() -> int:
    """Ask each provider that has such files, and that anything was ever booked at, for days of late that are not read.

    Returns:
        How many were read.
    """
    read = 0
    used = set(LedgerAccount.objects.filter(kind="gateway").values_list("name", flat=True))
    for code, bills in settlers().items():
        if code not in used:
            continue
        days = days_before(now().astimezone(bills.zone).date(), SETTLEMENT_DAYS.int())
        over = (FileState.READ, FileState.SKIPPED)
        known = SettlementFile.objects.filter(provider=code, day__in=days, state__in=over)
        done = set(known.values_list("day", flat=True))
        for day in days:
            read += day not in done and read_settlement(provider=code, day=day) == FileState.READ
    return read
