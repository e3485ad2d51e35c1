"""Somebody finds a review helpful, or not any more."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F

from kontor.contexts.aftersales.errors.reviews import OwnReview, ReviewNotFound
from kontor.contexts.aftersales.models.reviews import HelpfulVote, Review
from kontor.kernel.viewer import Buyer


def helpful_vote(*, viewer: Buyer, store_id: UUID, review_id: UUID, helpful: bool) -> int:
    """One vote for each buyer (TRD-10); voting twice is voting once.

    Returns:
        How many find it helpful now.

    Raises:
        ReviewNotFound, OwnReview: nothing has changed.
    """
    with transaction.atomic():
        rows = Review.objects.filter(store_id=store_id, id=review_id, removed_at__isnull=True)
        review = rows.first()
        if review is None:
            raise ReviewNotFound
        if review.buyer_id == viewer.buyer_id:
            raise OwnReview
        key = {"store_id": store_id, "review_id": review_id, "buyer_id": viewer.buyer_id}
        changed = _vote(key) if helpful else -HelpfulVote.objects.filter(**key).delete()[0]
        if changed:
            rows.update(helpful=F("helpful") + changed)
        return review.helpful + changed


def _vote(key: dict[str, UUID]) -> int:
    try:
        with transaction.atomic():
            HelpfulVote(**key).save(force_insert=True)
    except IntegrityError:
        return 0
    return 1
