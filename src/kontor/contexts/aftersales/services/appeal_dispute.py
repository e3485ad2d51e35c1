"""A side appeals against a ruling."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.aftersales import dispute_evidence as evidence
from kontor.contexts.aftersales.dispute_locks import held
from kontor.contexts.aftersales.dispute_moving import advance, in_time, who
from kontor.contexts.aftersales.dispute_ruling import asked
from kontor.contexts.aftersales.errors.disputes import AppealPointless, AppealTaken
from kontor.contexts.aftersales.lifecycle import DISPUTE
from kontor.contexts.aftersales.models import Proposal
from kontor.contexts.aftersales.rules.dispute_rulings import may_appeal
from kontor.contexts.sellers.queries import require
from kontor.kernel.money import Money
from kontor.kernel.viewer import Buyer, Seat


def appeal_dispute(*, viewer: Buyer | Seat, dispute_id: UUID, text: str) -> None:
    """Ask once, in time, for another person's ruling; the first one does not stand any more (TRD-09).

    Raises:
        RightMissing: a seat without `aftersales.answer`.
        DisputeNotFound, MoveRefused, DisputeTimeOver, AppealTaken, AppealPointless: nothing has changed.
        DisputeWordsMissing, DisputeWordsTooLong: at the field `text`.
    """
    if isinstance(viewer, Seat):
        require(viewer, "aftersales.answer")
    with transaction.atomic():
        dispute = held(viewer, dispute_id)
        actor, side, _account = who(viewer)
        DISPUTE.check("appeal", dispute.state, actor)
        in_time(dispute)
        said = evidence.words(text)
        if getattr(dispute, f"{side}_takes"):
            raise AppealTaken
        rulings = Proposal.objects.filter(dispute=dispute, by="operator", stands=True)
        back = Money(rulings.values_list("back_minor", flat=True).get(), dispute.currency)
        if not may_appeal(side, back=back, asked=asked(dispute)):
            raise AppealPointless
        rulings.update(stands=False)
        advance(dispute, "appeal", viewer, note=said, appealed_by=side, decided_at=None)
