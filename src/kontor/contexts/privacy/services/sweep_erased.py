"""What was under way while somebody was erased, and was written afterwards, goes too."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from kontor.contexts.privacy.models import PrivacyRequest, RequestKind, RequestState
from kontor.kernel.clock import now
from kontor.platform.privacy import Person, erase

LATE = timedelta(hours=2)  # nothing that began before an erasure is still being written after this


def sweep_erased() -> int:
    """Erase once more those who were erased a short while ago: a notice may have been written meanwhile.

    Returns:
        For how many people it looked.
    """
    rows = PrivacyRequest.objects.filter(kind=RequestKind.ERASURE, state=RequestState.DONE, ended_at__gt=now() - LATE)
    people = [Person(account_id, audience) for account_id, audience in rows.values_list("account_id", "audience")]
    for person in people:
        with transaction.atomic():
            erase(person)
    return len(people)
