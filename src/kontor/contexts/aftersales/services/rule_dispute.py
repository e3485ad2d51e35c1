"""The operator rules."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.aftersales import dispute_evidence as evidence
from kontor.contexts.aftersales.dispute_locks import held
from kontor.contexts.aftersales.dispute_moving import advance
from kontor.contexts.aftersales.dispute_ruling import facts_of, nobody_may_appeal
from kontor.contexts.aftersales.dispute_settling import settle
from kontor.contexts.aftersales.errors.disputes import AppealNeedsAnother, RulingUnknown
from kontor.contexts.aftersales.lifecycle import DISPUTE, State
from kontor.contexts.aftersales.models import Proposal
from kontor.contexts.aftersales.policy.disputes import APPEAL_WITHIN
from kontor.contexts.aftersales.rules.dispute_rulings import BY_NAME, amount
from kontor.kernel.clock import now
from kontor.kernel.lifecycle import Actor
from kontor.kernel.money import Money
from kontor.kernel.viewer import Operator, System


def rule_dispute(*, viewer: Operator, dispute_id: UUID, template: str, reason: str, own: Money | None = None) -> None:
    """Rule on a case that is on the desk, by a template whose amount is computed from it (OPR-04).

    A first ruling stands until the time to appeal is over; one on an appeal is carried out at once. Called by the
    review queue, in the transaction that closes the case there.

    Args:
        reason: what both sides read.
        own: another amount than the template's, in the currency paid.

    Raises:
        DisputeNotFound, MoveRefused, RulingUnknown, DisputeAmountWrong: nothing has changed.
        AppealNeedsAnother: the operator who ruled first.
    """
    with transaction.atomic():
        dispute = held(viewer, dispute_id)
        chosen = BY_NAME.get(template)
        back = amount(chosen, facts_of(dispute)) if chosen else None
        if chosen is None or back is None:
            raise RulingUnknown(field="decision")
        if own is not None:
            back = evidence.amount(own, chosen.with_return, dispute)
        final = dispute.state == State.APPEALED or bool(dispute.appealed_by)
        if dispute.state == State.APPEALED and dispute.ruled_by == viewer.account_id:
            raise AppealNeedsAnother
        if not final:
            DISPUTE.check("rule", dispute.state, Actor.OPERATOR)
        Proposal.objects.filter(dispute=dispute, by="operator", stands=True).update(stands=False)
        ruling = Proposal.objects.create(
            dispute=dispute, by="operator", by_id=viewer.account_id, back_minor=back.minor,
            with_return=chosen.with_return and bool(back), text=reason, template=template, made_at=now(),
        )  # fmt: skip
        if final:
            settle(dispute, ruling, viewer, how="ruling", note=reason, fault=chosen.fault)
            return
        advance(
            dispute, "rule", viewer, note=reason, back=back, with_return=ruling.with_return, fault=chosen.fault,
            ruled_by=viewer.account_id, decided_at=now(), buyer_takes=False, seller_takes=False,
        )  # fmt: skip
        if not APPEAL_WITHIN.int() or nobody_may_appeal(dispute, ruling):
            settle(dispute, ruling, System("aftersales"), how="ruling")
