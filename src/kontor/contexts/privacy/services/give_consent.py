"""A person agrees to something."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.privacy.consents import CONSENTS
from kontor.contexts.privacy.errors import ConsentUnknown
from kontor.contexts.privacy.events import ConsentChanged
from kontor.contexts.privacy.models import ConsentGiven
from kontor.kernel.clock import now
from kontor.platform.events import record


def give_consent(*, account_id: UUID, code: str, source: str = "page") -> bool:
    """Note that the person agrees to the present text of `code` (ACC-42); a consent in force stays as it is.

    Returns:
        Whether it is new.

    Raises:
        ConsentUnknown: there is no such text.
    """
    consent = CONSENTS.get(code)
    if consent is None:
        raise ConsentUnknown
    with transaction.atomic():
        fresh = ConsentGiven(
            account_id=account_id, code=code, version=consent.version, digest=consent.digest, source=source,
            given_at=now(),
        )  # fmt: skip
        if ConsentGiven.objects.filter(account_id=account_id, code=code, withdrawn_at__isnull=True).exists():
            return False
        ConsentGiven.objects.bulk_create([fresh], ignore_conflicts=True)
        record(ConsentChanged(key=account_id, account_id=account_id, code=code, given=True))
    return True
