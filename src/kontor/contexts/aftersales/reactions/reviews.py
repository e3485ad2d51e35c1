"""What happens because a review was written, and what a dispute does to reviews."""

from __future__ import annotations

from kontor.contexts.aftersales.events.disputes import DisputeEnded, DisputeOpened
from kontor.contexts.aftersales.events.reviews import ReviewWritten
from kontor.contexts.aftersales.models.reviews import Review
from kontor.contexts.aftersales.services.review_weigh import review_weigh
from kontor.contexts.notifications.services.notify_many import News, notify_many
from kontor.contexts.sellers.queries import members_with
from kontor.platform.events import react


@react(ReviewWritten)
def tell_store(event: ReviewWritten) -> None:
    """Those of the store who answer reviews hear of it."""
    review = Review.objects.filter(store_id=event.store_id, id=event.review_id).first()
    if review is None:
        return
    values = {"title": review.title, "stars": review.stars, "order": review.order_number}
    notify_many(
        news=[
            News(who, "review_written", values, f"aftersales.review:{review.id}")
            for who in members_with(event.store_id, "messages.reviews")
        ]
    )


@react(DisputeOpened)
def weigh_disputed(event: DisputeOpened) -> None:
    """What was said of a disputed order counts no more."""
    review_weigh(store_id=event.store_id, order_id=event.order_id)


@react(DisputeEnded)
def weigh_settled(event: DisputeEnded) -> None:
    """A dispute that was withdrawn is none."""
    review_weigh(store_id=event.store_id, order_id=event.order_id)
