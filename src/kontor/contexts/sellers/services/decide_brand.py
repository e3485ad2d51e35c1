"""A reviewer has looked at a store's right to a brand (OPR-02)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.sellers.business_errors import NotInReview
from kontor.contexts.sellers.business_news import tell_store
from kontor.contexts.sellers.lifecycle import Stage, StageState
from kontor.contexts.sellers.models import Business, BusinessStage, BusinessStep, Store
from kontor.contexts.sellers.stages import move_stage
from kontor.kernel.clock import now
from kontor.kernel.lifecycle import Actor
from kontor.kernel.viewer import Operator

APPROVE, SEND_BACK = "approve", "send_back"


def decide_brand(*, by: Operator, store_id: UUID, decision: str, reason: str) -> None:
    """Verify the store, or send its papers back; its people read `reason`. A store sells either way.

    Raises:
        NotInReview: nothing has changed.
    """
    with transaction.atomic():
        store = Store.objects.select_related("business").filter(id=store_id).first()
        if store is None:
            raise NotInReview
        Business.objects.select_for_update().get(pk=store.business_id)
        row = BusinessStage.objects.filter(store_id=store_id, stage=Stage.BRAND, state=StageState.REVIEW).first()
        if row is None:
            raise NotInReview
        move_stage(row, "accept" if decision == APPROVE else "send_back", Actor.OPERATOR, reason=reason)
        BusinessStep.objects.create(
            business_id=store.business_id, store_id=store_id, move=decision, stage=Stage.BRAND, by_id=by.account_id,
            note=reason,
        )  # fmt: skip
        if decision == APPROVE:
            row.held = row.sealed
            row.save(update_fields=["held"])
            Store.objects.filter(id=store_id).update(verified_at=now())
        tell_store(store, "store_verified" if decision == APPROVE else "store_sent_back", reason)
