"""A buyer says what they think of an order: stars, words and pictures for its goods, detail ratings for the store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from kontor.contexts.aftersales import review_tally
from kontor.contexts.aftersales.errors.reviews import (
    NothingReviewed,
    ReviewMade,
    ReviewTooEarly,
    ReviewTooLate,
    StarsMissing,
)
from kontor.contexts.aftersales.events.reviews import ReviewWritten
from kontor.contexts.aftersales.models.reviews import DetailRating, Review, ReviewPicture
from kontor.contexts.aftersales.policy.reviews import REVIEW_WITHIN
from kontor.contexts.aftersales.review_drafts import DETAILS, Details, LineReview, checked
from kontor.contexts.aftersales.review_facts import OrderFacts, facts_of
from kontor.contexts.aftersales.rules.review_counting import WhyNot, period, tone
from kontor.contexts.aftersales.rules.review_window import Window, window
from kontor.contexts.orders import locks, queries
from kontor.contexts.orders.models import Line, StoreOrder
from kontor.kernel.clock import now
from kontor.kernel.errors import Refusals
from kontor.kernel.ids import new_id
from kontor.kernel.viewer import Buyer
from kontor.platform.events import record
from kontor.platform.jobs import enqueue


def review_order(
    *, viewer: Buyer, number: int, lines: Sequence[LineReview], details: Details | None = None
) -> list[UUID]:
    """Review lines of an own order, each once; with the first of them, the three detail ratings (TRD-10).

    Everything is shown. What counts is told by `rules.review_counting`, and added to the kept sums at once.

    Returns:
        The ids of the reviews.

    Raises:
        OrderNotFound: absent, or somebody else's.
        ReviewTooEarly, ReviewTooLate, ReviewMade: nothing has changed.
        NothingReviewed, StarsMissing, ReviewTextTooLong, TooManyPictures, NotAPicture, PictureTooLarge: at fields
            called `stars.<line>`, `text.<line>`, `pictures.<line>` or like a detail rating.
    """
    found = queries.buyer_order(viewer, number).card
    pictures = checked(lines, details)
    with transaction.atomic():
        review_tally.hold(found.store_id)
        order = locks.store_order(found.store_id, found.order_id)
        _require_open(order)
        rows = {line.id: line for line in Line.objects.filter(store_id=order.store_id, order_id=order.id)}
        if any(line.line_id not in rows for line in lines):
            raise NothingReviewed
        facts = facts_of(order)
        _rate(order, facts, details)
        made = [_review(order, rows[line.line_id], line, facts, pictures[line.line_id]) for line in lines]
        review_tally.show(order.store_id, *dict.fromkeys(review.product_id for review in made))
    return [review.id for review in made]


def _require_open(order: StoreOrder) -> None:
    state = window(
        order.state, shipped_at=order.shipped_at, completed_at=order.received_at or order.ended_at,
        days=REVIEW_WITHIN.int(), moment=now(),
    )  # fmt: skip
    if state is Window.EARLY:
        raise ReviewTooEarly
    if state is Window.LATE:
        raise ReviewTooLate


def _rate(order: StoreOrder, facts: OrderFacts, details: Details | None) -> None:
    """The detail ratings, once for each order."""
    if DetailRating.objects.filter(store_id=order.store_id, order_id=order.id).exists():
        return
    if details is None:
        raise Refusals([StarsMissing(field=name) for name in DETAILS])
    moment = now()
    part = period(moment.date())
    counted = DetailRating.objects.filter(store_id=order.store_id, buyer_id=order.buyer_id, period=part, why="")
    rating = DetailRating.objects.create(
        store_id=order.store_id, order_id=order.id, buyer_id=order.buyer_id, described=details.described,
        communication=details.communication, speed=details.speed, at=moment, day=moment.date(), period=part,
        why=facts.why(repeated=counted.exists()),
    )  # fmt: skip
    review_tally.add_details(rating)


def _review(order: StoreOrder, line: Line, draft: LineReview, facts: OrderFacts, pictures: Sequence[bytes]) -> Review:
    if Review.objects.filter(store_id=order.store_id, line_id=line.id).exists():
        raise ReviewMade
    moment = now()
    review = Review(
        store_id=order.store_id, product_id=line.product_id, product_number=line.product_number, order_id=order.id,
        order_number=order.number, line_id=line.id, buyer_id=order.buyer_id, nickname=facts.nickname,
        country=order.ship_to_country, title=line.title, axes=line.axes, stars=draft.stars, tone=tone(draft.stars),
        text=draft.text.strip(), language=facts.language if draft.text.strip() else "", pictured=bool(pictures),
        at=moment, day=moment.date(), period=period(moment.date()),
    )  # fmt: skip
    whys = _whys(review, facts)
    review.store_why, review.product_why = whys["store"], whys["product"]
    review.save(force_insert=True)
    _keep(review, pictures)
    review_tally.add(review)
    record(
        ReviewWritten(
            key=review.store_id, store_id=review.store_id, review_id=review.id, product_id=review.product_id,
            stars=review.stars,
        )
    )  # fmt: skip
    if review.text:
        enqueue("aftersales.read_review", store_id=review.store_id, review_id=review.id, likely=facts.language)
    return review


def _whys(review: Review, facts: OrderFacts) -> Mapping[str, WhyNot]:
    """Once for each natural ten days and type: for the store, and for each product."""
    same = Review.objects.filter(
        store_id=review.store_id, buyer_id=review.buyer_id, period=review.period, tone=review.tone
    )
    return {
        "store": facts.why(repeated=same.filter(store_why="").exists()),
        "product": facts.why(repeated=same.filter(product_why="", product_id=review.product_id).exists()),
    }


def _keep(review: Review, pictures: Sequence[bytes]) -> None:
    for position, content in enumerate(pictures):
        identity = new_id()
        path = default_storage.save(f"reviews/{review.store_id}/{identity.hex}.webp", ContentFile(content))
        ReviewPicture.objects.create(
            store_id=review.store_id, id=identity, review_id=review.id, buyer_id=review.buyer_id, position=position,
            path=path,
        )  # fmt: skip
