"""A hold ends: what letting in and refusing have in common."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.risk.errors import HoldUnknown
from kontor.contexts.risk.models import Hold
from kontor.kernel.clock import now
from kontor.platform import reviews


def end_hold(*, account_id: UUID, released: bool, by_account_id: UUID | None, answer: str, withdraw: bool) -> Hold:
    """Note the end of the open hold; called by `release_held` and `refuse_held`, in their transaction.

    Args:
        withdraw: its case in the queue is not being decided just now, and goes with it.

    Raises:
        HoldUnknown: there is none (any more).
    """
    with transaction.atomic(savepoint=False):
        held = Hold.objects.select_for_update().filter(account_id=account_id, ended_at__isnull=True).first()
        if held is None:
            raise HoldUnknown
        held.ended_at, held.released, held.by_account_id, held.answer = now(), released, by_account_id, answer[:500]
        held.save()
        if withdraw:
            reviews.withdraw(kind="risk.held_registration", subject_id=account_id)
    return held
