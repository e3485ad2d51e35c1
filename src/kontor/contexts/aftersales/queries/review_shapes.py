"""What reads of reviews hand out: plain and frozen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kontor.contexts.aftersales.rules.review_counting import Stars


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewView:
    """A review as everybody sees it; pictures are media paths. `why` is "" where it counts for its product."""

    store_id: UUID
    id: UUID
    product_id: UUID
    product_number: int
    order_number: int
    line_id: UUID
    nickname: str
    country: str
    title: str
    axes: Sequence[tuple[str, str]]
    stars: int
    text: str
    language: str
    at: datetime
    follow_up: str
    followed_at: datetime | None
    reply: str
    replied_at: datetime | None
    helpful: int
    why: str
    removed: bool
    pictures: Sequence[str]


@dataclass(frozen=True, slots=True)
class StoreRating:
    """A store over the policy's days: stars, positive rate, and averages of detail ratings in hundredths (0: none)."""

    stars: Stars
    rated: int
    described: int
    communication: int
    speed: int
    days: int

    @property
    def positive_bp(self) -> int | None:
        """In hundredths of a per cent; None while nobody has said anything."""
        return self.stars.positive_bp


@dataclass(frozen=True, slots=True)
class Filter:
    """Which reviews: of a language, with so many stars ("" and 0: all), with pictures, without a reply."""

    language: str = ""
    stars: int = 0
    pictured: bool = False
    unanswered: bool = False
    product_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewable:
    """An order that its buyer can review; `until` when."""

    number: int
    store_name: str
    title: str
    picture: str
    lines: int
    until: datetime | None


@dataclass(frozen=True, slots=True)
class OrderReviews:
    """What a buyer has said of an order, and whether more can be said."""

    window: str
    until: datetime | None
    rated: bool
    by_line: dict[UUID, ReviewView]
    follow_up_days: int
