"""The goods are back."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.aftersales.dispute_locks import held
from kontor.contexts.aftersales.dispute_settling import pay
from kontor.contexts.sellers.queries import require
from kontor.kernel.money import Money
from kontor.kernel.viewer import Seat


def take_return(*, viewer: Seat, dispute_id: UUID) -> None:
    """The seller has the goods: the agreed money goes back (TRD-09).

    Raises:
        RightMissing: without `aftersales.answer`.
        DisputeNotFound, MoveRefused: nothing has changed.
    """
    require(viewer, "aftersales.answer")
    with transaction.atomic():
        dispute = held(viewer, dispute_id)
        pay(dispute, "take_return", viewer, Money(dispute.agreed_minor or 0, dispute.currency))
