"""A sign-in that waits comes before a person of the operator."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from kontor.contexts.accounts import device_list
from kontor.contexts.accounts.models import WaitingSignIn
from kontor.contexts.accounts.policy import SIGN_IN_LOOKED_AT_WITHIN
from kontor.kernel.clock import now
from kontor.platform import reviews


def open_sign_in_review(*, waiting: WaitingSignIn) -> bool:
    """Put it into the queue (SEL-05, OPR-02); nothing happens while it is there already.

    Returns:
        Whether it was put there now.
    """
    due = now() + timedelta(hours=SIGN_IN_LOOKED_AT_WITHIN.int())
    with transaction.atomic(savepoint=False):
        return reviews.open_item(
            kind=device_list.QUEUE, subject_id=waiting.pk, facts={"country": waiting.country}, due_at=due
        )
