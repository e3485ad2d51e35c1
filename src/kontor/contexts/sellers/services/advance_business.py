"""The one writer of a business's state (SEL-01)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.sellers.events import BusinessDecided
from kontor.contexts.sellers.lifecycle import BUSINESS, Stage
from kontor.contexts.sellers.models import Business, BusinessStep
from kontor.kernel.clock import now
from kontor.kernel.lifecycle import Actor, MoveRefused
from kontor.platform.events import record


def advance_business(
    *, business: Business, move: str, actor: Actor, by_id: UUID | None, note: str = "", stage: Stage | None = None
) -> None:
    """Make one move of the table: compare and set, a step, a fact. The caller has locked the row and checked guards.

    Raises:
        MoveRefused: the table does not allow it, or somebody was quicker.
    """
    arrow, moment = BUSINESS.check(move, business.state, actor), now()
    with transaction.atomic():
        same = Business.objects.filter(pk=business.pk, state=business.state)
        values = {"state": arrow.target, "touched_at": moment}
        if actor is Actor.OPERATOR:
            values |= {"decided_at": moment, "reason": note}
        if not same.update(**values):
            raise MoveRefused(state=business.state, move=move)
        for name, value in values.items():
            setattr(business, name, value)
        BusinessStep.objects.create(business=business, move=move, stage=stage or "", by_id=by_id, at=moment, note=note)
        if arrow.event:
            record(BusinessDecided(key=business.id, business_id=business.id, decision=move))
