"""The operator takes a review out of sight."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.aftersales import review_tally
from kontor.contexts.aftersales.errors.reviews import ReviewNotFound, ReviewRemoved
from kontor.contexts.aftersales.events.reviews import ReviewRemoved as Removed
from kontor.contexts.aftersales.models.reviews import Review
from kontor.contexts.aftersales.rules.review_counting import WhyNot
from kontor.contexts.notifications.services.notify import notify
from kontor.kernel.clock import now
from kontor.kernel.viewer import Operator
from kontor.platform.events import record


def review_remove(*, by: Operator, store_id: UUID, review_id: UUID, reason: str) -> None:
    """Nobody but its writer sees it any more, and it counts no more; the writer reads why (TRD-10).

    Raises:
        ReviewNotFound, ReviewRemoved: nothing has changed.
    """
    del by  # the trail of the queue says who
    with transaction.atomic():
        review_tally.hold(store_id)
        review = Review.objects.filter(store_id=store_id, id=review_id).first()
        if review is None:
            raise ReviewNotFound
        if review.removed_at is not None:
            raise ReviewRemoved
        review_tally.add(review, -1)
        Review.objects.filter(store_id=store_id, id=review_id).update(
            removed_at=now(), store_why=WhyNot.REMOVED, product_why=WhyNot.REMOVED
        )
        review_tally.show(store_id, review.product_id)
        record(Removed(key=store_id, store_id=store_id, review_id=review_id, product_id=review.product_id))
        notify(
            account_id=review.buyer_id, kind="review_removed", cause=f"aftersales.removed:{review_id}",
            values={"title": review.title, "reason": reason, "order": review.order_number},
        )  # fmt: skip
