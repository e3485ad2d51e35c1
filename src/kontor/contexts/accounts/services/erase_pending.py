"""Registrations that nobody verified are erased, so that their addresses are free again."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from kontor.contexts.accounts.events import RegistrationErased
from kontor.contexts.accounts.models import Account, AccountState, Verification, VerificationLock
from kontor.kernel.clock import now
from kontor.platform.events import record


def erase_pending(*, account_ids: Sequence[UUID]) -> int:
    """Erase those of the accounts that still wait for their verification, with their links and codes.

    A lock on an address stays until its time is over (ACC-12).

    Returns:
        How many were erased; an account that was verified meanwhile is left alone.
    """
    with transaction.atomic(savepoint=False):
        # Verifications first, then accounts: the order in which a verification takes them.
        list(Verification.objects.select_for_update().filter(account_id__in=account_ids).order_by("id"))
        still = Account.objects.select_for_update().filter(pk__in=account_ids, state=AccountState.PENDING)
        going = list(still.order_by("id"))
        if not going:
            return 0
        keys = [key for account in going for key in (account.email_key, account.phone) if key]
        VerificationLock.objects.filter(address_key__in=keys).exclude(locked_until__gt=now()).delete()
        Account.objects.filter(pk__in=[account.pk for account in going]).delete()
        record(*(RegistrationErased(key=account.pk, account_id=account.pk) for account in going))
    return len(going)
