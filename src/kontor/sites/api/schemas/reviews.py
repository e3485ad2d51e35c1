"""Reviews as programs read them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated
from uuid import UUID

from django.conf import settings
from ninja import Schema
from pydantic import Field

from kontor.contexts.aftersales.queries.review_shapes import ReviewView
from kontor.sites.api.schemas.common import Labelled


class Review(Schema):
    """What a buyer says of a product. `counts`: whether it is part of the product's stars."""

    id: UUID
    product: Annotated[str, Field(description="number of the product")]
    title: str
    options: list[Labelled]
    stars: Annotated[int, Field(ge=1, le=5)]
    text: str
    language: Annotated[str, Field(description="of the text, found out from it; empty when nobody can tell")]
    nickname: Annotated[str, Field(description="masked")]
    country: str
    pictures: list[str]
    written_at: datetime
    follow_up: str
    followed_at: datetime | None
    reply: str
    replied_at: datetime | None
    helpful: int
    counts: bool


class ReviewList(Schema):
    items: list[Review]
    next: Annotated[str | None, Field(description="hand on as `after`; null: the end")]


class ReplyIn(Schema):
    text: Annotated[str, Field(min_length=1, max_length=10_000)]


def listed(found: Sequence[ReviewView], size: int) -> ReviewList:
    """A page of `size`, from one view more than that."""
    page = found[:size]
    return ReviewList(items=[shown(each) for each in page], next=str(page[-1].id) if len(found) > size else None)


def shown(view: ReviewView) -> Review:
    """One review."""
    return Review(
        id=view.id, product=str(view.product_number), title=view.title,
        options=[Labelled(label=label, value=value) for label, value in view.axes], stars=view.stars, text=view.text,
        language=view.language, nickname=view.nickname, country=view.country,
        pictures=[f"{settings.MEDIA_URL}{path}" for path in view.pictures], written_at=view.at,
        follow_up=view.follow_up, followed_at=view.followed_at, reply=view.reply, replied_at=view.replied_at,
        helpful=view.helpful, counts=not view.why,
    )  # fmt: skip


def key(after: str) -> UUID | None:
    """The key of a page; None for one that nobody handed out: the first page."""
    try:
        return UUID(after)
    except ValueError:
        return None
