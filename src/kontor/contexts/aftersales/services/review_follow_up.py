"""A buyer adds to a review what only time has shown."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from kontor.contexts.aftersales.errors.reviews import FollowUpMade, FollowUpTooLate, ReviewNotFound
from kontor.contexts.aftersales.models.reviews import Review
from kontor.contexts.aftersales.policy.reviews import FOLLOW_UP_WITHIN
from kontor.contexts.aftersales.review_drafts import words
from kontor.kernel.clock import now
from kontor.kernel.viewer import Buyer


def review_follow_up(*, viewer: Buyer, review_id: UUID, text: str) -> None:
    """Add one follow-up to an own review, within its time (TRD-10). The stars stay.

    Raises:
        ReviewTextMissing, ReviewTextTooLong: at the field `follow_up`.
        ReviewNotFound: absent, removed, or somebody else's.
        FollowUpMade, FollowUpTooLate: nothing has changed.
    """
    text, moment = words(text, "follow_up"), now()
    with transaction.atomic():
        own = Review.objects.select_for_update().filter(buyer_id=viewer.buyer_id, id=review_id)
        review = own.filter(removed_at__isnull=True).first()
        if review is None:
            raise ReviewNotFound
        if review.followed_at is not None:
            raise FollowUpMade
        if moment > review.at + timedelta(days=FOLLOW_UP_WITHIN.int()):
            raise FollowUpTooLate
        Review.objects.filter(store_id=review.store_id, id=review_id).update(follow_up=text, followed_at=moment)
