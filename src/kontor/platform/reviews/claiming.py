"""One reviewer at a time: taking a case, and giving it back."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from kontor.kernel.clock import now
from kontor.kernel.viewer import Operator
from kontor.platform.reviews.errors import ReviewNothingLeft, ReviewOver, ReviewTaken, ReviewUnknown
from kontor.platform.reviews.models import ReviewItem, ReviewStep
from kontor.platform.reviews.policy import CLAIM_LAPSES_AFTER


def claim(*, viewer: Operator, item_id: UUID) -> ReviewItem:
    """Take a case, or keep it for longer.

    Raises:
        ReviewUnknown, ReviewOver, ReviewTaken: nothing has changed.
    """
    moment = now()
    with transaction.atomic():
        item = ReviewItem.objects.select_for_update().filter(pk=item_id).first()
        if item is None:
            raise ReviewUnknown
        if item.closed_at is not None:
            raise ReviewOver
        if not free_for(item, viewer, moment):
            raise ReviewTaken
        return _take(item, viewer, moment)


def claim_oldest(*, viewer: Operator, kind: str) -> ReviewItem:
    """Take the case that has waited longest; the one in one's hands comes first.

    Cases that somebody takes in this very moment are passed over, so that two reviewers never wait for each other.

    Raises:
        ReviewNothingLeft: nothing has changed.
    """
    moment = now()
    open_ones = ReviewItem.objects.filter(kind=kind, closed_at__isnull=True).order_by("opened_at", "id")
    with transaction.atomic():
        mine = open_ones.filter(claimed_by=viewer.account_id, claim_until__gt=moment)
        free = open_ones.filter(Q(claimed_by__isnull=True) | Q(claim_until__lte=moment))
        item = mine.select_for_update(skip_locked=True).first() or free.select_for_update(skip_locked=True).first()
        if item is None:
            raise ReviewNothingLeft
        return _take(item, viewer, moment)


def release(*, viewer: Operator, item_id: UUID) -> None:
    """Give a case back. Nothing happens to a case that is in other hands or over."""
    with transaction.atomic():
        given = ReviewItem.objects.filter(pk=item_id, claimed_by=viewer.account_id, closed_at__isnull=True)
        if given.update(claimed_by=None, claimed_at=None, claim_until=None):
            ReviewStep.objects.create(item_id=item_id, what="released", by_id=viewer.account_id)


def free_for(item: ReviewItem, viewer: Operator, moment: datetime) -> bool:
    """Whether `viewer` may take or keep the open case."""
    held = item.claimed_by is not None and item.claim_until is not None and item.claim_until > moment
    return not held or item.claimed_by == viewer.account_id


def _take(item: ReviewItem, viewer: Operator, moment: datetime) -> ReviewItem:
    if item.claimed_by != viewer.account_id:
        item.claimed_by, item.claimed_at = viewer.account_id, moment
        ReviewStep.objects.create(item_id=item.pk, what="claimed", by_id=viewer.account_id, at=moment)
    item.claim_until = moment + timedelta(minutes=CLAIM_LAPSES_AFTER.int())
    item.first_claimed_at = item.first_claimed_at or moment
    item.save(update_fields=["claimed_by", "claimed_at", "claim_until", "first_claimed_at"])
    return item
