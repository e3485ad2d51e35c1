"""Somebody of the operator's lets a payout go."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.billing.errors import AlreadyApproved, PayoutNotFound
from kontor.contexts.billing.lifecycle import PAYOUT
from kontor.contexts.billing.models import PayoutApproval
from kontor.contexts.billing.moving import held_payout, move
from kontor.contexts.billing.policy import APPROVALS
from kontor.kernel.clock import now
from kontor.kernel.lifecycle import Actor
from kontor.kernel.viewer import Operator


def approve_payout(*, viewer: Operator, store_id: UUID, payout_id: UUID) -> bool:
    """Note the approval; with the last one that the policy asks for, the payout is ready to be sent.

    Returns:
        Whether it is ready now.

    Raises:
        PayoutNotFound
        MoveRefused: it does not wait.
        AlreadyApproved: the same person has approved it before; nothing has changed.
    """
    with transaction.atomic():
        row = held_payout(store_id, payout_id)
        if row is None:
            raise PayoutNotFound
        PAYOUT.check("approve", row.state, Actor.OPERATOR)
        given = PayoutApproval.objects.filter(payout_id=row.id)
        if given.filter(by_id=viewer.account_id).exists():
            raise AlreadyApproved
        PayoutApproval.objects.create(store_id=row.store_id, payout_id=row.id, by_id=viewer.account_id, at=now())
        if given.count() < APPROVALS.int():
            return False
        move(row, "approve", Actor.OPERATOR)
        return True
