"""Reviews of the store's goods, and replying to them."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router

from kontor.contexts.aftersales.errors.reviews import ReviewNotFound
from kontor.contexts.aftersales.queries import reviews
from kontor.contexts.aftersales.queries.review_shapes import Filter
from kontor.contexts.aftersales.services.review_reply import review_reply
from kontor.sites.api.program import ProgramToken, caller
from kontor.sites.api.schemas import reviews as schemas
from kontor.sites.api.seller.common import READ, WRITE, After, Size

router = Router(tags=["Reviews of the store"])


@router.get(
    "/seller/reviews", auth=ProgramToken("reviews:read"), response={200: schemas.ReviewList, **READ},
    operation_id="listSellerReviews", summary="Reviews",
)  # fmt: skip
def listed(
    request: HttpRequest,
    stars: Annotated[int, Query(ge=0, le=5, description="only with so many; 0: all")] = 0,
    unanswered: Annotated[bool, Query(description="only those without a reply")] = False,
    after: After = "",
    size: Size = 50,
) -> schemas.ReviewList:
    """Newest first; the buyer stays masked."""
    chosen = Filter(stars=stars, unanswered=unanswered)
    found = reviews.seller_reviews(caller(request).seat, chosen, after=schemas.key(after), size=size + 1)
    return schemas.listed(found, size)


@router.put(
    "/seller/reviews/{review_id}/reply", auth=ProgramToken("reviews:write"),
    response={200: schemas.Review, **WRITE}, operation_id="replyToReview", summary="Reply",
)  # fmt: skip
def reply(request: HttpRequest, review_id: UUID, asked: schemas.ReplyIn) -> schemas.Review:
    """Write the store's one reply below a review, or write it anew. Repeating it changes nothing else."""
    seat = caller(request).seat
    review_reply(seat=seat, review_id=review_id, text=asked.text)
    found = reviews.review(seat.store_id, review_id)
    if found is None:
        raise ReviewNotFound
    return schemas.shown(found)
