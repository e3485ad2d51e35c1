"""Something that was verified is to be changed (SEL-01, SEL-02)."""

from __future__ import annotations

from django.db import transaction

from kontor.contexts.sellers.business_errors import StageClosed
from kontor.contexts.sellers.lifecycle import OF_BUSINESS, BusinessState, Stage, StageState
from kontor.contexts.sellers.models import BusinessStage
from kontor.contexts.sellers.services.advance_business import advance_business
from kontor.contexts.sellers.stages import By, business_of, move_stage, rows_of
from kontor.kernel.lifecycle import Actor


def change_business(*, by: By, stage: Stage) -> None:
    """Open an accepted stage again; it is looked at before it holds, and until then the old one does.

    Raises:
        StageClosed: it is not one of a verified business that is accepted.
        RightMissing, BusinessUnknown.
    """
    with transaction.atomic():
        business = business_of(by, lock=True)
        if stage not in OF_BUSINESS or business.verified_at is None:
            raise StageClosed
        row = rows_of(business).get(stage)
        if row is not None and row.state != StageState.ACCEPTED:
            raise StageClosed
        if business.state == BusinessState.VERIFIED:
            advance_business(business=business, move="change", actor=Actor.SELLER, by_id=by.account_id, stage=stage)
        elif business.state != BusinessState.DRAFT:
            raise StageClosed
        if row is None:  # verified before there were stages
            BusinessStage.objects.create(business=business, stage=stage)
        else:
            move_stage(row, "reopen", Actor.SELLER)
