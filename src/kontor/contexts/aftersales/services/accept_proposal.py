"""A side agrees to a proposal or to a ruling."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.aftersales.dispute_locks import held
from kontor.contexts.aftersales.dispute_moving import allowed, in_time, note_step, who
from kontor.contexts.aftersales.dispute_ruling import nobody_may_appeal
from kontor.contexts.aftersales.dispute_settling import settle
from kontor.contexts.aftersales.errors.disputes import ProposalGone, ProposalYourOwn
from kontor.contexts.aftersales.lifecycle import State
from kontor.contexts.aftersales.models import Dispute, Proposal
from kontor.contexts.sellers.queries import require
from kontor.kernel.clock import now
from kontor.kernel.viewer import Buyer, Seat, System


def accept_proposal(*, viewer: Buyer | Seat, dispute_id: UUID, proposal_id: UUID) -> Dispute:
    """Agree to what stands: the other side's proposal ends the dispute at once (TRD-09).

    Of a ruling it means to go without an appeal; it is carried out when nobody may appeal any more.

    Raises:
        RightMissing: a seat without `aftersales.answer`.
        DisputeNotFound, ProposalGone, ProposalYourOwn, MoveRefused, DisputeTimeOver: nothing has changed.
    """
    if isinstance(viewer, Seat):
        require(viewer, "aftersales.answer")
    with transaction.atomic():
        dispute = held(viewer, dispute_id)
        allowed("accept", dispute, viewer)
        proposal = Proposal.objects.filter(dispute=dispute, id=proposal_id).first()
        if proposal is None or not proposal.stands:
            raise ProposalGone
        side = who(viewer)[1]
        if proposal.by == side:
            raise ProposalYourOwn
        if dispute.state == State.RULED:
            in_time(dispute)
        if proposal.by == "operator":
            _take(dispute, proposal, viewer, side)
            return dispute
        if isinstance(viewer, Seat) and dispute.answered_at is None:
            Dispute.objects.filter(id=dispute.id).update(answered_at=now())
        settle(dispute, proposal, viewer, how="agreement")
        return dispute


def _take(dispute: Dispute, ruling: Proposal, viewer: Buyer | Seat, side: str) -> None:
    column = f"{side}_takes"
    if not getattr(dispute, column):
        setattr(dispute, column, True)
        Dispute.objects.filter(id=dispute.id).update(**{column: True})
        note_step(dispute, "take", viewer, source=dispute.state)
    if nobody_may_appeal(dispute, ruling):
        settle(dispute, ruling, System("aftersales"), how="ruling")
