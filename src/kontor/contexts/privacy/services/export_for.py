"""The operator takes a copy of somebody's data for that person: sellers and staff have no page for it."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import translation

from kontor.contexts.accounts.models import Account
from kontor.contexts.privacy.archives import packed
from kontor.contexts.privacy.asking import request_of
from kontor.contexts.privacy.models import RequestKind
from kontor.kernel.clock import now
from kontor.kernel.viewer import System
from kontor.platform.privacy import Person, gather


def export_for(*, by: System, account_id: UUID) -> bytes:
    """The ZIP of an account of any audience, logged as a request that is done (ACC-42).

    Args:
        by: the command; it stands in the log.

    Raises:
        LookupError: there is no such account.
    """
    person = Person.of(account_id)
    if person is None:
        raise LookupError(f"no account {account_id}")
    with transaction.atomic():
        account, moment = Account.objects.get(pk=account_id), now()
        request_of(account, RequestKind.EXPORT, moment, about=by.name[:40], done=True).save(force_insert=True)
        with translation.override(account.language):
            return packed(gather(person), made_at=moment, language=account.language)
