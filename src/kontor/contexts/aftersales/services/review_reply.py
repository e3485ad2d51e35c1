"""A store answers a review."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.aftersales.errors.reviews import ReviewNotFound
from kontor.contexts.aftersales.models.reviews import Review
from kontor.contexts.aftersales.review_drafts import words
from kontor.contexts.notifications.services.notify import notify
from kontor.contexts.sellers.models import Store
from kontor.contexts.sellers.queries import require
from kontor.kernel.clock import now
from kontor.kernel.viewer import Seat


def review_reply(*, seat: Seat, review_id: UUID, text: str) -> None:
    """Write the store's one reply below a review, or write it anew; the buyer is told the first time (TRD-10).

    Raises:
        RightMissing: without `messages.reviews`.
        ReviewTextMissing, ReviewTextTooLong: at the field `reply`.
        ReviewNotFound: absent, removed, or another store's.
    """
    require(seat, "messages.reviews")
    text = words(text, "reply")
    with transaction.atomic():
        review = Review.objects.filter(store_id=seat.store_id, id=review_id, removed_at__isnull=True).first()
        if review is None:
            raise ReviewNotFound
        written = Review.objects.filter(store_id=seat.store_id, id=review_id)
        written.update(reply=text, replied_at=now(), replied_by=seat.account_id)
        store = Store.objects.values_list("name", flat=True).get(id=seat.store_id)
        notify(
            account_id=review.buyer_id, kind="review_answered", cause=f"aftersales.reply:{review.id}",
            values={"store": store, "title": review.title, "order": review.order_number},
        )  # fmt: skip
