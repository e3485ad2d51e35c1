"""A factor counts from now on."""

from __future__ import annotations

from django.db import transaction

from kontor.contexts.accounts.history import note
from kontor.contexts.accounts.models import Factor, FactorKind, RecoveryCode
from kontor.contexts.accounts.rules.safety import Word
from kontor.contexts.accounts.services.write_recovery_codes import write_recovery_codes
from kontor.kernel.clock import now


def switch_on(*, factor: Factor, word: Word) -> list[str]:
    """Confirm `factor`, drop the earlier one of its kind (passkeys stay), and make recovery codes with the first.

    The caller holds the account's lock.

    Returns:
        The recovery codes to show once, or [] when there were some.
    """
    with transaction.atomic(savepoint=False):
        mine = Factor.objects.filter(account_id=factor.account_id)
        if factor.kind != FactorKind.PASSKEY:
            mine.filter(kind=factor.kind, confirmed_at__isnull=False).delete()
        mine.filter(pk=factor.pk).update(confirmed_at=now())
        note(factor.account_id, word)
        if RecoveryCode.objects.filter(account_id=factor.account_id).exists():
            return []
        return write_recovery_codes(account_id=factor.account_id)
