"""Open closed accounts again."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.db.models import Case, F, Value, When

from kontor.contexts.accounts.events import AccountUnbanned
from kontor.contexts.accounts.models import Account, AccountState
from kontor.platform.events import record

_BEFORE = Case(When(state_before="", then=Value(str(AccountState.ACTIVE))), default=F("state_before"))


def unban(*, account_ids: Sequence[UUID]) -> list[UUID]:
    """Make those of the accounts that are closed what they were before (ACC-31).

    Returns:
        The accounts that were opened now.
    """
    with transaction.atomic():
        known = Account.objects.select_for_update().filter(pk__in=account_ids, state=AccountState.SUSPENDED)
        coming = list(known.order_by("id").values_list("id", flat=True))
        if not coming:
            return []
        Account.objects.filter(pk__in=coming).update(state=_BEFORE, state_before="")
        record(*(AccountUnbanned(key=account_id, account_id=account_id) for account_id in coming))
    return coming
