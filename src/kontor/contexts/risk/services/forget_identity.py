"""The account is gone: so are its pictures, and nobody has to look at them."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.risk.identity_sealing import REVIEW
from kontor.contexts.risk.models import IdentityCheck, IdentityPicture, IdentityState
from kontor.kernel.clock import now
from kontor.platform import reviews


def forget_identity(*, account_id: UUID) -> int:
    """End the open check of an account that was erased, and delete its pictures.

    Returns:
        How many pictures there were.
    """
    with transaction.atomic(savepoint=False):
        checks = IdentityCheck.objects.select_for_update().filter(account_id=account_id)
        open_ones = [check for check in checks.order_by("id") if check.closed_at is None]
        gone = IdentityPicture.objects.filter(check_of__account_id=account_id).delete()[0]
        for check in open_ones:
            IdentityCheck.objects.filter(pk=check.pk).update(state=IdentityState.ENDED, closed_at=now())
            reviews.withdraw(kind=REVIEW, subject_id=check.id)
    return gone
