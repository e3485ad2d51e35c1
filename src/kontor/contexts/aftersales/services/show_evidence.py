"""A side shows what it has."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from kontor.contexts.aftersales import dispute_evidence as evidence
from kontor.contexts.aftersales.dispute_locks import held
from kontor.contexts.aftersales.dispute_moving import allowed, note_step, who
from kontor.contexts.sellers.queries import require
from kontor.kernel.viewer import Buyer, Seat


def show_evidence(*, viewer: Buyer | Seat, dispute_id: UUID, text: str, pictures: Sequence[bytes]) -> None:
    """Add words, pictures or both to the case; both sides and the operator see them, and nobody takes them back.

    Raises:
        RightMissing: a seat without `aftersales.answer`.
        DisputeNotFound, MoveRefused: nothing has changed.
        DisputeWordsMissing, DisputeWordsTooLong, DisputeTooManyPictures, NotAPicture, PictureTooLarge: at their fields.
    """
    if isinstance(viewer, Seat):
        require(viewer, "aftersales.answer")
    said = evidence.words(text, needed=not pictures)
    shown = evidence.cleaned(pictures)
    with transaction.atomic():
        dispute = held(viewer, dispute_id)
        allowed("show", dispute, viewer)
        _actor, side, account = who(viewer)
        evidence.keep(dispute, side=side, account=account, text=said, pictures=shown)
        note_step(dispute, "show", viewer, source=dispute.state)
