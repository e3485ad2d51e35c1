"""A buyer takes a dispute back."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.aftersales.dispute_locks import held
from kontor.contexts.aftersales.dispute_moving import advance
from kontor.contexts.orders.services.resume import resume
from kontor.kernel.clock import now
from kontor.kernel.viewer import Buyer


def withdraw_dispute(*, viewer: Buyer, dispute_id: UUID) -> None:
    """End a dispute without anything of it: the order goes on where it stood, its times run on (TRD-09).

    Raises:
        DisputeNotFound, MoveRefused: nothing has changed.
    """
    with transaction.atomic():
        dispute, moment = held(viewer, dispute_id), now()
        advance(dispute, "withdraw", viewer, how="withdrawal", decided_at=moment, ended_at=moment)
        if not dispute.settled:
            resume(store_id=dispute.store_id, order_id=dispute.order_id, partly=dispute.partly)
