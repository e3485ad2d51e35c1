"""What buyers say of a product. Public."""

from __future__ import annotations

from typing import Annotated, cast

from django.http import HttpRequest
from ninja import Path, Query, Router

from kontor.contexts.aftersales.queries import reviews
from kontor.contexts.aftersales.queries.review_shapes import Filter
from kontor.contexts.catalogue import queries as catalogue
from kontor.platform.http.request import Request
from kontor.sites.api.asked import reader
from kontor.sites.api.schemas import common
from kontor.sites.api.schemas import reviews as schemas

router = Router(tags=["Browse"])
Number = Annotated[int, Path(ge=1, le=10**18 - 1)]


@router.get(
    "/products/{number}/reviews", response={200: schemas.ReviewList, 404: common.Problem, 422: common.Problem},
    operation_id="listReviews", summary="Reviews of a product",
)  # fmt: skip
def product_reviews(
    request: HttpRequest,
    number: Number,
    language: Annotated[str, Query(max_length=8, pattern="^[a-z-]*$", description="only of this language")] = "",
    stars: Annotated[int, Query(ge=0, le=5, description="only with so many; 0: all")] = 0,
    after: Annotated[str, Query(max_length=80, description="`next` of the page before")] = "",
    size: Annotated[int, Query(ge=1, le=60, description="of the page")] = 20,
) -> schemas.ReviewList:
    """Newest first, in every language; those that do not count are told apart."""
    page = catalogue.product_page(number, reader(cast("Request", request)).language)
    chosen = Filter(language=language, stars=stars)
    found = reviews.product_reviews(page.store.id, page.id, chosen, after=schemas.key(after), size=size + 1)
    return schemas.listed(found, size)
