"""A review before it is stored: what was typed and sent, checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from kontor.contexts.aftersales.errors.reviews import (
    NothingReviewed,
    ReviewTextMissing,
    ReviewTextTooLong,
    StarsMissing,
    TooManyPictures,
)
from kontor.contexts.aftersales.policy.reviews import LONGEST_REVIEW, PICTURES_AT_MOST
from kontor.contexts.aftersales.rules.review_counting import STARS
from kontor.contexts.catalogue.errors import NotAPicture, PictureTooLarge
from kontor.contexts.catalogue.pictures import clean
from kontor.kernel.errors import Refusal, Refusals

DETAILS = ("described", "communication", "speed")


@dataclass(frozen=True, slots=True, kw_only=True)
class LineReview:
    """What is said of one line; pictures as they were uploaded."""

    line_id: UUID
    stars: int
    text: str = ""
    pictures: Sequence[bytes] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """The detail ratings of an order, one to five stars each."""

    described: int
    communication: int
    speed: int


def checked(lines: Sequence[LineReview], details: Details | None) -> Mapping[UUID, Sequence[bytes]]:
    """The pictures of each line, made safe; everything that is wrong is told at once, each at its field.

    Raises:
        NothingReviewed, StarsMissing, ReviewTextTooLong, TooManyPictures, NotAPicture, PictureTooLarge
    """
    if not lines:
        raise NothingReviewed
    wrong: list[Refusal] = []
    if details is not None:
        wrong += [StarsMissing(field=name) for name in DETAILS if getattr(details, name) not in STARS]
    pictures: dict[UUID, Sequence[bytes]] = {}
    for line in lines:
        wrong += _wrong(line)
        if len(line.pictures) > PICTURES_AT_MOST.int():
            wrong.append(TooManyPictures(field=f"pictures.{line.line_id}", most=PICTURES_AT_MOST.int()))
            continue
        try:
            pictures[line.line_id] = [clean(content) for content in line.pictures]
        except (NotAPicture, PictureTooLarge) as refusal:
            refusal.field = f"pictures.{line.line_id}"
            wrong.append(refusal)
    if wrong:
        raise wrong[0] if len(wrong) == 1 else Refusals(wrong)
    return pictures


def words(text: str, name: str) -> str:
    """A follow-up or a reply.

    Raises:
        ReviewTextMissing, ReviewTextTooLong: at the field `name`.
    """
    text = text.strip()
    if not text:
        raise ReviewTextMissing(field=name)
    if len(text) > LONGEST_REVIEW.int():
        raise ReviewTextTooLong(field=name, most=LONGEST_REVIEW.int())
    return text


def _wrong(line: LineReview) -> list[Refusal]:
    found: list[Refusal] = []
    if line.stars not in STARS:
        found.append(StarsMissing(field=f"stars.{line.line_id}"))
    if len(line.text.strip()) > LONGEST_REVIEW.int():
        found.append(ReviewTextTooLong(field=f"text.{line.line_id}", most=LONGEST_REVIEW.int()))
    return found
