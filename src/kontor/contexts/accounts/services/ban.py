"""Close accounts."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.db.models import F

from kontor.contexts.accounts.events import AccountBanned
from kontor.contexts.accounts.models import Account, AccountState
from kontor.platform.events import record
from kontor.platform.http.sessions import Session

_CAN_BE = [AccountState.PENDING, AccountState.ACTIVE, AccountState.HELD]


def ban(*, account_ids: Sequence[UUID]) -> list[UUID]:
    """Close those of the accounts that are not closed yet, and end their sessions (ACC-31). The operator's staff
    cannot be banned this way.

    Returns:
        The accounts that were closed now.
    """
    with transaction.atomic():
        known = Account.objects.select_for_update().filter(pk__in=account_ids, state__in=_CAN_BE)
        going = list(known.exclude(audience="operator").order_by("id").values_list("id", flat=True))
        if not going:
            return []
        Account.objects.filter(pk__in=going).update(state_before=F("state"), state=AccountState.SUSPENDED)
        Session.objects.filter(account_id__in=going).delete()
        record(*(AccountBanned(key=account_id, account_id=account_id) for account_id in going))
    return going
