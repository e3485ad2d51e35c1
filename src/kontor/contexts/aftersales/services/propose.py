"""A side says how it would end the dispute."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.aftersales import dispute_evidence as evidence
from kontor.contexts.aftersales.dispute_locks import held
from kontor.contexts.aftersales.dispute_moving import advance, allowed, in_time, note_step, who
from kontor.contexts.aftersales.events.disputes import DisputeProposed
from kontor.contexts.aftersales.lifecycle import State
from kontor.contexts.aftersales.models import Proposal
from kontor.contexts.sellers.queries import require
from kontor.kernel.clock import now
from kontor.kernel.money import Money
from kontor.kernel.viewer import Buyer, Seat


def propose(
    *, viewer: Buyer | Seat, dispute_id: UUID, back: Money | None, with_return: bool, text: str
) -> Proposal:  # fmt: skip
    """Put a proposal in the place of the side's own; a seller's first one answers the dispute (TRD-09).

    Args:
        back: what the buyer shall get, in the currency paid; all of it when None, nothing to refuse.

    Raises:
        RightMissing: a seat without `aftersales.answer`.
        DisputeNotFound, MoveRefused, DisputeTimeOver: nothing has changed.
        DisputeAmountWrong, DisputeReturnNeedsMoney, DisputeWordsMissing, DisputeWordsTooLong: at their fields.
    """
    if isinstance(viewer, Seat):
        require(viewer, "aftersales.answer")
    with transaction.atomic():
        dispute = held(viewer, dispute_id)
        allowed("propose", dispute, viewer)
        if dispute.state == State.OPENED:
            in_time(dispute)
        said = evidence.words(text)
        asked = evidence.amount(back, with_return, dispute)
        _actor, side, account = who(viewer)
        Proposal.objects.filter(dispute=dispute, by=side, stands=True).update(stands=False)
        made = Proposal.objects.create(
            dispute=dispute, by=side, by_id=account, back_minor=asked.minor, with_return=with_return, text=said,
            made_at=now(),
        )  # fmt: skip
        if isinstance(viewer, Seat) and dispute.state == State.OPENED:
            advance(dispute, "answer", viewer, note=said, back=asked, with_return=with_return, answered_at=now())
        else:
            note_step(
                dispute, "propose", viewer, source=dispute.state, note=said, back=asked, with_return=with_return,
                fact=DisputeProposed,
            )  # fmt: skip
        return made
