"""An address is proven: its account becomes active."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Case, Value, When

from kontor.contexts.accounts.events import AddressVerified
from kontor.contexts.accounts.models import Account, AccountState, Verification, VerificationLock
from kontor.kernel.clock import now
from kontor.platform.events import record

_ACTIVE_OR_HELD = Case(
    When(held_at__isnull=True, then=Value(str(AccountState.ACTIVE))), default=Value(str(AccountState.HELD))
)


def activate(*, verification: Verification, address_key: str, opened_at: datetime | None = None) -> bool:
    """Use `verification` up and make its account active, or held while somebody looks at it (ACC-30).

    A success resets the count of failures (ACC-12).

    Returns:
        False when somebody else was quicker; nothing has changed then.
    """
    moment = now()
    with transaction.atomic(savepoint=False):
        won = Account.objects.filter(pk=verification.account_id, state=AccountState.PENDING).update(
            state=_ACTIVE_OR_HELD, verified_at=moment
        )
        if not won:
            return False
        Verification.objects.filter(pk=verification.pk).update(used_at=moment, opened_at=opened_at)
        VerificationLock.objects.filter(address_key=address_key).delete()
        record(
            AddressVerified(
                key=verification.account_id, account_id=verification.account_id, verification_id=verification.id
            )
        )
    account = verification.account
    account.state = AccountState.HELD if account.held_at else AccountState.ACTIVE
    account.verified_at, verification.used_at = moment, moment
    return True
