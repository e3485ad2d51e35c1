"""Begin to set up codes by SMS."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.accounts.errors.second_step import PhoneMissing
from kontor.contexts.accounts.models import Account, Factor, FactorKind


def start_sms(*, account_id: UUID) -> Factor:
    """Note that codes are to go to the account's verified phone; it counts once a code was typed.

    Raises:
        PhoneMissing: the account has none.
    """
    with transaction.atomic():
        account = Account.objects.select_for_update().get(pk=account_id)
        if not account.phone:
            raise PhoneMissing
        Factor.objects.filter(account_id=account_id, kind=FactorKind.SMS, confirmed_at__isnull=True).delete()
        return Factor.objects.create(account_id=account_id, kind=FactorKind.SMS, phone=account.phone)
