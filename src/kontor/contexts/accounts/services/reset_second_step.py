"""The operator helps somebody who has lost every factor."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.accounts.errors.second_step import NothingToRemove, ReasonMissing
from kontor.contexts.accounts.history import note
from kontor.contexts.accounts.models import Account, AccountDevice, Factor, RecoveryCode
from kontor.contexts.accounts.rules.safety import Word
from kontor.kernel.viewer import Operator, System


def reset_second_step(*, by: Operator | System, by_name: str = "", account_id: UUID, reason: str) -> None:
    """Remove all factors, recovery codes and trust of the account; its owner is told, the reason is kept (ACC-21).

    The password stays. The caller ends the account's sessions. An operator does not do it for the own account.

    Raises:
        ReasonMissing: at the field `reason`.
        NothingToRemove: there is no such account, it has no factor, or it is the operator's own.
    """
    if not reason.strip():
        raise ReasonMissing(field="reason")
    with transaction.atomic():
        account = Account.objects.select_for_update().filter(pk=account_id).first()
        if account is None or (isinstance(by, Operator) and by.account_id == account_id):
            raise NothingToRemove
        if not Factor.objects.filter(account_id=account_id).delete()[0]:
            raise NothingToRemove
        RecoveryCode.objects.filter(account_id=account_id).delete()
        AccountDevice.objects.filter(account_id=account_id).update(trusted_until=None)
        note(account_id, Word.HELPED, by=by, by_name=by_name, reason=reason.strip()[:500])
