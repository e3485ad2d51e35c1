"""Make recovery codes."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.db import transaction

from kontor.contexts.accounts.models import RecoveryCode
from kontor.contexts.accounts.policy import RECOVERY_CODES
from kontor.contexts.accounts.rules.second_step import kept_of, new_recovery_codes


def write_recovery_codes(*, account_id: UUID) -> list[str]:
    """New codes in place of all earlier ones. They are shown now and never again: only digests are kept (ACC-21)."""
    fresh = new_recovery_codes(RECOVERY_CODES.int())
    with transaction.atomic(savepoint=False):
        RecoveryCode.objects.filter(account_id=account_id).delete()
        RecoveryCode.objects.bulk_create(
            [
                RecoveryCode(account_id=account_id, code_hash=kept_of(code, account_id, settings.SECRET_KEY))
                for code in fresh
            ]
        )
    return fresh
