"""A side asks the operator to rule."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.aftersales import dispute_evidence as evidence
from kontor.contexts.aftersales.dispute_locks import held
from kontor.contexts.aftersales.dispute_moving import advance
from kontor.contexts.sellers.queries import require
from kontor.kernel.clock import now
from kontor.kernel.viewer import Buyer, Seat


def escalate_dispute(*, viewer: Buyer | Seat, dispute_id: UUID, text: str = "") -> None:
    """Put the case on the operator's desk before the time to negotiate is over (TRD-09).

    Raises:
        RightMissing: a seat without `aftersales.answer`.
        DisputeNotFound, MoveRefused, DisputeWordsTooLong: nothing has changed.
    """
    if isinstance(viewer, Seat):
        require(viewer, "aftersales.answer")
    said = evidence.words(text, needed=False)
    with transaction.atomic():
        advance(held(viewer, dispute_id), "escalate", viewer, note=said, escalated_at=now())
