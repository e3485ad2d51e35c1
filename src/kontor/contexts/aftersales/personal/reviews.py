"""What reviews hold of people (ACC-42): what was written stays, under a name that leads to nobody."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from kontor.contexts.aftersales.models.reviews import DetailRating, HelpfulVote, Review, ReviewPicture, ReviewReport
from kontor.kernel.text import mark as _
from kontor.platform.privacy import Column, Kind, Then, Whose, free, holds

_BECAUSE = "other buyers rely on it, and the store answered it in public; the name goes"


def _file(path: str) -> Path:
    return Path(settings.MEDIA_ROOT) / path


holds(
    Review,
    Column("nickname", Kind.NAME, _("Name, as others see it"), then=Then.PSEUDONYM),
    Column("text", Kind.CONTENT, _("Your review"), because=_BECAUSE),
    Column("follow_up", Kind.CONTENT, _("Your follow-up"), because=_BECAUSE),
    title=_("Reviews"), whose=Whose.BUYER, rows="buyer_id", then=Then.KEEP, because=_BECAUSE,
    also=("title", "stars", "at", "followed_at", "reply", "replied_at"),
)  # fmt: skip
holds(
    ReviewPicture,
    Column("path", Kind.PICTURE, _("Picture"), file=_file),
    title=_("Pictures of reviews"), whose=Whose.BUYER, rows="buyer_id", then=Then.DELETE, also=("position",),
)  # fmt: skip
holds(
    HelpfulVote,
    title=_("Reviews you found helpful"), whose=Whose.BUYER, rows="buyer_id", then=Then.KEEP,
    because="a count of votes; who voted leads to nobody", also=("at",),
)  # fmt: skip
holds(
    ReviewReport,
    Column("words", Kind.CONTENT, _("What you wrote about a review")),
    title=_("Reviews you reported"), whose=Whose.ANYBODY, rows="account_id", then=Then.BLANK, also=("reason", "at"),
)  # fmt: skip
free(Review, "goods, codes, and a shop's public answer", "country", "title", "axes", "tone", "language", "product_why",
     "store_why", "reply")  # fmt: skip
free(ReviewReport, "one of a list", "reason")
free(DetailRating, "a code", "why")
