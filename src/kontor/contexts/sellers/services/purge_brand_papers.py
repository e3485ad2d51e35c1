"""Papers of a store's brand that nobody needs any more."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.sellers.lifecycle import Stage, StageState
from kontor.contexts.sellers.models import Business, BusinessPaper, BusinessStage


def purge_brand_papers(*, store_id: UUID) -> int:
    """Delete the pictures of a store's brand papers; of one that was never decided, what was entered as well (OPR-02).

    What was decided stays, and the store stays verified. Nothing happens to papers that are with a reviewer.

    Returns:
        How many pictures are gone.
    """
    with transaction.atomic():
        stage = BusinessStage.objects.filter(store_id=store_id, stage=Stage.BRAND).first()
        if stage is None:
            return 0
        Business.objects.select_for_update().get(pk=stage.business_id)
        stage.refresh_from_db()
        if stage.state == StageState.REVIEW:
            return 0
        gone = BusinessPaper.objects.filter(store_id=store_id, stage=Stage.BRAND).delete()[0]
        if stage.decided_at is None:
            BusinessStage.objects.filter(pk=stage.pk).update(sealed=b"", state=StageState.OPEN.value)
    return gone
