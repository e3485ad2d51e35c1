"""A reviewer has looked at a business (SEL-01, OPR-02)."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from kontor.contexts.sellers.business_errors import NothingSentBack, NotInReview, WordsOnApproval
from kontor.contexts.sellers.business_news import tell_decision
from kontor.contexts.sellers.business_sealing import opened_values
from kontor.contexts.sellers.lifecycle import OF_BUSINESS, BusinessState, Stage, StageState
from kontor.contexts.sellers.models import Business, BusinessStage, BusinessStep, Store, StoreState
from kontor.contexts.sellers.services.advance_business import advance_business
from kontor.contexts.sellers.services.open_for_business import open_for_business
from kontor.contexts.sellers.stages import move_stage, rows_of
from kontor.kernel.clock import now
from kontor.kernel.lifecycle import Actor
from kontor.kernel.viewer import Operator

APPROVE, SEND_BACK, REFUSE = "approve", "send_back", "refuse"


def decide_business(
    *, by: Operator, business_id: UUID, decision: str, reason: str, words: Mapping[str, str] | None = None
) -> Business:
    """Approve, send back or refuse; its people read `reason`, and for each stage what is to be done again.

    What was accepted need not be done again. A business that was verified before and changes something goes on as it
    was when the change is refused. After an approval its stores open where nothing else hinders (SEL-06).

    Args:
        words: stage → what is to be done again.

    Raises:
        NotInReview, NothingSentBack, WordsOnApproval: nothing has changed.
    """
    told = {Stage(stage): text.strip() for stage, text in (words or {}).items() if text.strip()}
    with transaction.atomic():
        business = Business.objects.select_for_update().filter(pk=business_id, state=BusinessState.REVIEW).first()
        if business is None:
            raise NotInReview
        rows = {stage: row for stage, row in rows_of(business).items() if stage in OF_BUSINESS}
        if told and decision == APPROVE:
            raise WordsOnApproval(field=f"part.{next(iter(told))}")
        if decision == SEND_BACK:
            _send_back(business, rows, told, by)
        elif decision == APPROVE:
            _approve(business, rows)
        elif business.verified_at is not None:
            _restore(rows)
        move = "decline" if decision == REFUSE and business.verified_at is not None else decision
        advance_business(business=business, move=move, actor=Actor.OPERATOR, by_id=by.account_id, note=reason)
        tell_decision(business, move, told)
        if decision == APPROVE:
            for store in Store.objects.filter(business=business, state=StoreState.OPENING):
                open_for_business(store_id=store.id)
    return business


def _send_back(
    business: Business, rows: Mapping[Stage, BusinessStage], told: Mapping[Stage, str], by: Operator
) -> None:
    looked_at = {stage: row for stage, row in rows.items() if row.state == StageState.REVIEW}
    if not told or told.keys() - looked_at.keys():
        raise NothingSentBack(field="parts")
    for stage, row in looked_at.items():
        if stage in told:
            move_stage(row, "send_back", Actor.OPERATOR, reason=told[stage])
            BusinessStep.objects.create(
                business=business, move="send_back", stage=stage, by_id=by.account_id, note=told[stage]
            )
        else:
            move_stage(row, "accept", Actor.OPERATOR)


def _approve(business: Business, rows: Mapping[Stage, BusinessStage]) -> None:
    for row in rows.values():
        if row.state == StageState.REVIEW:
            move_stage(row, "accept", Actor.OPERATOR)
        row.held = row.sealed
        row.save(update_fields=["held"])
    entered = opened_values(rows[Stage.TYPE])
    business.form, business.country = entered["form"], entered["country"]
    business.legal_name = entered["legal_name"]
    business.verified_at = business.verified_at or now()
    business.save(update_fields=["form", "country", "legal_name", "verified_at"])


def _restore(rows: Mapping[Stage, BusinessStage]) -> None:
    """The change is not wanted: what was verified stands again."""
    for row in rows.values():
        if row.state == StageState.REVIEW:
            move_stage(row, "accept", Actor.OPERATOR)
        if row.held:
            row.sealed = row.held
            row.save(update_fields=["sealed"])
