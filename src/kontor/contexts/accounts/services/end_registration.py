"""A registration that was verified, but must not go on."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.accounts.events import RegistrationErased
from kontor.contexts.accounts.models import Account, AccountState
from kontor.platform import privacy
from kontor.platform.events import record
from kontor.platform.http.sign_in import sign_out_everywhere


def end_registration(*, account_id: UUID) -> bool:
    """End the registration and erase what is held of its person, everywhere (ACC-33, ACC-42).

    The register of personal data says what goes; the row itself stays without a name, an address or a password.

    Returns:
        False when there is no such account any more; nothing has changed then.
    """
    with transaction.atomic():
        living = Account.objects.select_for_update().filter(pk=account_id).exclude(state=AccountState.ERASED)
        if not living.exists():
            return False
        person = privacy.Person.of(account_id)
        if person is None:
            return False
        privacy.erase(person)
        sign_out_everywhere(account_id)
        record(RegistrationErased(key=account_id, account_id=account_id))
    return True
