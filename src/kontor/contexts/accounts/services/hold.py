"""An account waits for a person's look."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.db.models import Case, F, Value, When

from kontor.contexts.accounts.events import AccountHeld
from kontor.contexts.accounts.models import Account, AccountState
from kontor.kernel.clock import now
from kontor.platform.events import record
from kontor.platform.http.sign_in import sign_out_everywhere

_STATE = Case(When(state=AccountState.ACTIVE, then=Value(str(AccountState.HELD))), default=F("state"))


def hold(*, account_id: UUID) -> bool:
    """Keep the account from being used; one that is not verified yet can be verified meanwhile (ACC-30).

    Returns:
        False when it is held already, banned or erased; nothing has changed then.
    """
    with transaction.atomic():
        living = Account.objects.filter(pk=account_id, state__in=[AccountState.PENDING, AccountState.ACTIVE])
        if not living.filter(held_at__isnull=True).update(held_at=now(), state=_STATE):
            return False
        sign_out_everywhere(account_id)
        record(AccountHeld(key=account_id, account_id=account_id))
    return True
