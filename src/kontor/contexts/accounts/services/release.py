"""A held account may be used."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.db.models import Case, F, Value, When

from kontor.contexts.accounts.events import AccountReleased
from kontor.contexts.accounts.models import Account, AccountState
from kontor.platform.events import record

_STATE = Case(When(state=AccountState.HELD, then=Value(str(AccountState.ACTIVE))), default=F("state"))


def release(*, account_id: UUID) -> bool:
    """Let a held account go on: verified, it is active; else it still waits for its verification (ACC-30).

    Returns:
        False when it is not held; nothing has changed then.
    """
    with transaction.atomic():
        held = Account.objects.filter(pk=account_id, held_at__isnull=False)
        held = held.filter(state__in=[AccountState.PENDING, AccountState.HELD])
        if not held.update(held_at=None, state=_STATE):
            return False
        verified = Account.objects.filter(pk=account_id, verified_at__isnull=False).exists()
        record(AccountReleased(key=account_id, account_id=account_id, was_verified=verified))
    return True
