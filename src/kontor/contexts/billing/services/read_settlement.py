"""The settlement file of one provider's day is read (TRD-12)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.db import transaction

from kontor.contexts.billing.models import FileState, SettledLine, SettlementFile
from kontor.contexts.billing.policy import SETTLEMENT_PATIENCE
from kontor.contexts.billing.rules.settling import cause_of
from kontor.contexts.payments.providers.protocol import ProviderSilent
from kontor.contexts.payments.providers.register import settlers
from kontor.contexts.payments.providers.settling import FileBroken
from kontor.contexts.payments.providers.settling import SettlementFile as Told
from kontor.kernel.clock import now


def read_settlement(*, provider: str, day: date) -> str:
    """Ask for the file, and keep what stands in it in place of what was read of that day before.

    The provider is asked outside a transaction. Read again, the same file changes nothing.

    Returns:
        The state of the file: `read`, `waiting`, `missing` (it should be there by now) or `broken`.
    """
    bills = settlers()[provider]
    found: Told | None = None
    state, reason = FileState.WAITING, "there is none yet"
    try:
        found = bills.file(day)
    except ProviderSilent:
        reason = "no answer"
    except FileBroken as problem:
        state, reason = FileState.BROKEN, str(problem)
    starts, ends = (datetime.combine(each, time(), bills.zone) for each in (day, day + timedelta(days=1)))
    if found is not None:
        state, reason = FileState.READ, ""
    elif state is FileState.WAITING and now() >= ends + timedelta(hours=SETTLEMENT_PATIENCE.int()):
        state = FileState.MISSING
    with transaction.atomic():
        row, _made = SettlementFile.objects.select_for_update().get_or_create(
            provider=provider, day=day, defaults={"starts_at": starts, "ends_at": ends}
        )
        if row.state == FileState.READ and found is None:
            return row.state  # what was read stays
        row.state, row.reason, row.tries, row.asked_at = state, reason[:120], min(row.tries + 1, 32_000), now()
        if found is not None:
            row.lines, row.sha256 = len(found.lines), found.sha256
            _keep(provider, day, found)
        row.save()
    return str(state)


def _keep(provider: str, day: date, found: Told) -> None:
    SettledLine.objects.filter(provider=provider, day=day).delete()
    SettledLine.objects.bulk_create(
        (
            SettledLine(
                provider=provider, day=day, place=place, cause=cause_of(line.number, line.reference, line.request),
                currency=line.amount.currency, minor=line.amount.minor,
            )
            for place, line in enumerate(found.lines, start=1)
        ),
        batch_size=5_000,
    )  # fmt: skip
