"""Somebody signs in: a deletion that waits is called off."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.notifications.services.notify import notify
from kontor.contexts.privacy.models import PrivacyRequest, RequestKind, RequestState
from kontor.kernel.clock import now


def cancel_deletion(*, account_id: UUID) -> bool:
    """Call off the deletion that waits for the account (ACC-42).

    Returns:
        Whether there was one.
    """
    waiting = PrivacyRequest.objects.filter(account_id=account_id, kind=RequestKind.ERASURE, state=RequestState.WAITING)
    with transaction.atomic():
        if not waiting.update(state=RequestState.CANCELLED, ended_at=now()):
            return False
        latest = PrivacyRequest.objects.filter(account_id=account_id, kind=RequestKind.ERASURE).latest("id")
        notify(
            account_id=account_id,
            kind="deletion_cancelled",
            values={},
            cause=f"privacy.deletion_cancelled:{latest.id}",
        )
    return True
