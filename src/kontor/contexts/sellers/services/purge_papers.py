"""Papers that nobody needs any more."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.sellers.lifecycle import StageState
from kontor.contexts.sellers.models import Business, BusinessPaper, BusinessStage, BusinessState
from kontor.kernel.clock import now


def purge_papers(*, business_id: UUID) -> int:
    """Delete the pictures of a business; of one that was never verified, what was entered as well (SEL-01).

    That there was a verification, and what was decided, stays. Nothing happens to one that is with a reviewer.

    Returns:
        How many pictures are gone.
    """
    with transaction.atomic():
        business = Business.objects.select_for_update().filter(pk=business_id).first()
        if business is None or business.state == BusinessState.REVIEW:
            return 0
        gone = BusinessPaper.objects.filter(business=business, store_id__isnull=True).delete()[0]
        if business.verified_at is None:
            rows = BusinessStage.objects.filter(business=business)
            rows.update(sealed=b"", state=StageState.OPEN.value)
        Business.objects.filter(pk=business.pk).update(purged_at=now())
    return gone
