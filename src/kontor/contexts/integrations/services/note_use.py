"""A program has called."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from kontor.contexts.integrations.models import Grant
from kontor.contexts.integrations.queries.access import Program
from kontor.kernel.clock import now

EVERY = timedelta(minutes=5)


def note_use(*, program: Program) -> bool:
    """Write down that the grant is in use, every few minutes at most: no call waits for another.

    Returns:
        Whether it was written now.
    """
    moment, before = now(), program.last_used_at
    if before is not None and moment - before < EVERY:
        return False
    with transaction.atomic():
        return bool(Grant.objects.filter(id=program.grant_id, last_used_at=before).update(last_used_at=moment))
