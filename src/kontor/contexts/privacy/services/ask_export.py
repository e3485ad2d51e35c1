"""A person asks for all own data."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from kontor.contexts.accounts.models import Account
from kontor.contexts.privacy.asking import request_of
from kontor.contexts.privacy.models import PrivacyRequest, RequestKind, RequestState
from kontor.contexts.privacy.policy import ARCHIVES_PER_DAY
from kontor.kernel.clock import now
from kontor.platform import limits
from kontor.platform.jobs import enqueue


def ask_export(*, account_id: UUID) -> UUID:
    """Log the request and have the archive made; one that waits already is handed back (ACC-42).

    Returns:
        The request's id.

    Raises:
        TooMany: after the policy's number within a day.
    """
    waiting = PrivacyRequest.objects.filter(
        account_id=account_id, kind=RequestKind.EXPORT, state=RequestState.WAITING
    ).first()
    if waiting is not None:
        return waiting.id
    limits.hit(scope="privacy.export", key=str(account_id), limit=ARCHIVES_PER_DAY.int(), window=timedelta(days=1))
    with transaction.atomic():
        account = Account.objects.select_for_update().get(pk=account_id)
        waiting = PrivacyRequest.objects.filter(
            account_id=account_id, kind=RequestKind.EXPORT, state=RequestState.WAITING
        ).first()
        if waiting is not None:
            return waiting.id
        request = request_of(account, RequestKind.EXPORT, now())
        request.save(force_insert=True)
        enqueue("privacy.make_archive", request_id=request.id)
    return request.id
