"""Begin to set up an authenticator app."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.accounts import codes
from kontor.contexts.accounts.models import Account, Factor, FactorKind
from kontor.contexts.accounts.rules.second_step import new_secret
from kontor.kernel.ids import new_id
from kontor.platform.vault import seal


def start_app(*, account_id: UUID) -> Factor:
    """Make a secret for the app; it counts once a code of it was typed. An earlier set-up that was left is dropped."""
    identity = new_id()
    sealed = seal(new_secret().encode(), bound_to=codes.bound(identity))
    with transaction.atomic():
        Account.objects.select_for_update().get(pk=account_id)
        Factor.objects.filter(account_id=account_id, kind=FactorKind.APP, confirmed_at__isnull=True).delete()
        return Factor.objects.create(id=identity, account_id=account_id, kind=FactorKind.APP, sealed=sealed)
