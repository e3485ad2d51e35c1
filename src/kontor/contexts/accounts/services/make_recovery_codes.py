"""The owner asks for new recovery codes."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.accounts.errors.second_step import SetUpOver
from kontor.contexts.accounts.history import note
from kontor.contexts.accounts.models import Account, Factor
from kontor.contexts.accounts.rules.safety import Word
from kontor.contexts.accounts.services.write_recovery_codes import write_recovery_codes


def make_recovery_codes(*, account_id: UUID) -> list[str]:
    """New codes; the earlier ones end.

    Raises:
        SetUpOver: the account has no second step to recover.
    """
    with transaction.atomic():
        Account.objects.select_for_update().get(pk=account_id)
        if not Factor.objects.filter(account_id=account_id, confirmed_at__isnull=False).exists():
            raise SetUpOver
        note(account_id, Word.CODES_MADE)
        return write_recovery_codes(account_id=account_id)
