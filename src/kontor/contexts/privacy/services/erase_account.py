"""A person goes: everything that the register names, in one transaction."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.accounts.models import Account
from kontor.contexts.privacy.events import AccountErased
from kontor.contexts.privacy.models import PrivacyRequest, RequestKind, RequestState
from kontor.kernel.clock import now
from kontor.platform.events import record
from kontor.platform.privacy import Person, erase, obstacles


def erase_account(*, request_id: UUID) -> bool:
    """Erase the account of a deletion whose time has come; where something is still open, note what (ACC-42).

    Returns:
        Whether it was erased now.
    """
    with transaction.atomic():
        request = (
            PrivacyRequest.objects.select_for_update()
            .filter(id=request_id, kind=RequestKind.ERASURE, state=RequestState.WAITING, acts_at__lte=now())
            .first()
        )
        if request is None or not Account.objects.select_for_update().filter(pk=request.account_id).exists():
            return False
        person = Person.of(request.account_id)
        if person is None:
            return False
        if left := [obstacle.code for obstacle in obstacles(person)]:
            PrivacyRequest.objects.filter(id=request.id).update(open=left)
            return False
        erase(person)
        PrivacyRequest.objects.filter(id=request.id).update(state=RequestState.DONE, ended_at=now(), open=[])
        record(AccountErased(key=person.account_id, account_id=person.account_id, audience=person.audience))
    return True
