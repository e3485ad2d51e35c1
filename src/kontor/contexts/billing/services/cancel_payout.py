"""The operator does not let a payout go."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.billing.errors import PayoutNotFound, ReasonMissing
from kontor.contexts.billing.moving import held_payout, move
from kontor.kernel.lifecycle import Actor
from kontor.kernel.viewer import Operator


def cancel_payout(
    *,
    viewer: Operator,  # noqa: ARG001  (the audit writes down who acts)
    store_id: UUID,
    payout_id: UUID,
    reason: str,
) -> None:
    """Put the money back into the balance; `reason` is read by the store.

    Raises:
        PayoutNotFound, ReasonMissing
        MoveRefused: it is at the bank, or has ended.
    """
    if not reason.strip():
        raise ReasonMissing(field="reason")
    with transaction.atomic():
        row = held_payout(store_id, payout_id)
        if row is None:
            raise PayoutNotFound
        move(row, "cancel", Actor.OPERATOR, reason=reason.strip())
