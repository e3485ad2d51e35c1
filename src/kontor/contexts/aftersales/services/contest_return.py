"""What came back is not what was agreed on."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from kontor.contexts.aftersales import dispute_evidence as evidence
from kontor.contexts.aftersales.dispute_locks import held
from kontor.contexts.aftersales.dispute_moving import advance, in_time, who
from kontor.contexts.aftersales.lifecycle import DISPUTE
from kontor.contexts.sellers.queries import require
from kontor.kernel.clock import now
from kontor.kernel.viewer import Seat


def contest_return(*, viewer: Seat, dispute_id: UUID, text: str, pictures: Sequence[bytes] = ()) -> None:
    """Say what is wrong with the returned goods, or that they did not come: the operator rules (TRD-09).

    Raises:
        RightMissing: without `aftersales.answer`.
        DisputeNotFound, MoveRefused, DisputeTimeOver: nothing has changed.
        DisputeWordsMissing, DisputeWordsTooLong, DisputeTooManyPictures, NotAPicture, PictureTooLarge: at their fields.
    """
    require(viewer, "aftersales.answer")
    said, shown = evidence.words(text), evidence.cleaned(pictures)
    with transaction.atomic():
        dispute = held(viewer, dispute_id)
        actor, side, account = who(viewer)
        DISPUTE.check("contest_return", dispute.state, actor)
        in_time(dispute)
        evidence.keep(dispute, side=side, account=account, text="", pictures=shown)
        advance(dispute, "contest_return", viewer, note=said, escalated_at=now(), decided_at=None, agreed_minor=None)
