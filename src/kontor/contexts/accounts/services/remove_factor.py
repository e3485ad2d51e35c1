"""The owner takes a factor away."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.accounts.errors.second_step import NothingToRemove, SecondStepNeeded
from kontor.contexts.accounts.history import note
from kontor.contexts.accounts.models import Account, AccountDevice, Factor, FactorKind, RecoveryCode
from kontor.contexts.accounts.rules.safety import Word
from kontor.contexts.accounts.safety import required

_WORDS = {FactorKind.APP: Word.APP_OFF, FactorKind.SMS: Word.SMS_OFF, FactorKind.PASSKEY: Word.PASSKEY_OFF}


def remove_factor(*, account_id: UUID, factor_id: UUID) -> None:
    """Remove one factor. With the last one, recovery codes and the trust in browsers go as well.

    Raises:
        NothingToRemove: it is not there, or not this account's.
        SecondStepNeeded: it is the last one of somebody who needs one (SEL-06).
    """
    with transaction.atomic():
        account = Account.objects.select_for_update().get(pk=account_id)
        mine = {one.id: one for one in Factor.objects.filter(account_id=account_id, confirmed_at__isnull=False)}
        factor = mine.pop(factor_id, None)
        if factor is None:
            raise NothingToRemove
        if not mine and required(account.audience):
            raise SecondStepNeeded
        factor.delete()
        if not mine:
            RecoveryCode.objects.filter(account_id=account_id).delete()
            AccountDevice.objects.filter(account_id=account_id).update(trusted_until=None)
        note(account_id, _WORDS[FactorKind(factor.kind)])
