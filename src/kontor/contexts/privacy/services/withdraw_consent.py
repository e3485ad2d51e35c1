"""A person takes a consent back."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.privacy.asking import log_done
from kontor.contexts.privacy.consents import CONSENTS
from kontor.contexts.privacy.errors import ConsentNeeded, ConsentUnknown
from kontor.contexts.privacy.events import ConsentChanged
from kontor.contexts.privacy.models import ConsentGiven, RequestKind
from kontor.kernel.clock import now
from kontor.platform.events import record


def withdraw_consent(*, account_id: UUID, code: str) -> bool:
    """End a consent from this moment on (ACC-42); it is as easy as giving it.

    Returns:
        Whether there was one.

    Raises:
        ConsentUnknown: there is no such text.
        ConsentNeeded: the account rests on it.
    """
    consent = CONSENTS.get(code)
    if consent is None:
        raise ConsentUnknown
    if consent.needed:
        raise ConsentNeeded
    with transaction.atomic():
        held = ConsentGiven.objects.filter(account_id=account_id, code=code, withdrawn_at__isnull=True)
        if not held.update(withdrawn_at=now()):
            return False
        log_done(account_id, RequestKind.WITHDRAWAL, about=code)
        record(ConsentChanged(key=account_id, account_id=account_id, code=code, given=False))
    return True
