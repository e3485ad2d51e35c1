"""A registration waits for a person's look, or for an identity check."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.accounts.services.hold import hold
from kontor.contexts.risk.events import IdentityCheckRequired
from kontor.contexts.risk.models import Hold
from kontor.platform import reviews
from kontor.platform.events import record


def hold_account(*, account_id: UUID, cause: str, score: int = 0, judgement_id: UUID | None = None) -> bool:
    """Hold the account and put it into the operator's queue.

    With the cause `identity` it is not held: its person has to sign in to prove who they are (ACC-32), and cannot
    order until that check is passed (ACC-33).

    Args:
        cause: `score`, `velocity` or `identity`.

    Returns:
        False when it is held already.
    """
    with transaction.atomic():
        if cause == "identity":
            record(IdentityCheckRequired(key=account_id, account_id=account_id, cause="ACC-32"))
            return True
        if not hold(account_id=account_id):
            return False
        Hold.objects.create(account_id=account_id, judgement_id=judgement_id, cause=cause)
        reviews.open_item(kind="risk.held_registration", subject_id=account_id, facts={"score": score})
    return True
