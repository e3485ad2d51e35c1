"""The figures of reviews (TRD-10)."""

from __future__ import annotations

from kontor.kernel.policy import Policy, Unit
from kontor.kernel.text import mark as _

REVIEW_WITHIN = Policy(
    name="aftersales.review_within", default=30, unit=Unit.DAYS, low=1, high=365,
    sentence=_("An order can be reviewed for this time after it is completed."), rule="TRD-10",
)  # fmt: skip
FOLLOW_UP_WITHIN = Policy(
    name="aftersales.follow_up_within", default=180, unit=Unit.DAYS, low=1, high=730,
    sentence=_("A buyer can add one follow-up to a review for this time."), rule="TRD-10",
)  # fmt: skip
COUNTS_FROM = Policy(
    name="aftersales.review_counts_from", default=500, unit=Unit.MINOR_UNITS, low=0, high=100_000,
    sentence=_("Reviews of orders worth less than this (US cents) are shown and do not count."), rule="TRD-10",
)  # fmt: skip
RATED_OVER = Policy(
    name="aftersales.rated_over", default=90, unit=Unit.DAYS, low=7, high=730,
    sentence=_("The positive rate and the averages of detail ratings are those of this time."), rule="TRD-10",
)  # fmt: skip
PICTURES_AT_MOST = Policy(
    name="aftersales.review_pictures", default=6, unit=Unit.COUNT, low=0, high=20,
    sentence=_("A review has at most this many pictures."), rule="TRD-10",
)  # fmt: skip
LONGEST_REVIEW = Policy(
    name="aftersales.longest_review", default=2000, unit=Unit.CHARACTERS, low=100, high=10_000,
    sentence=_("A review, a follow-up and a reply have at most this many characters."), rule="TRD-10",
)  # fmt: skip
REPORTS_A_DAY = Policy(
    name="aftersales.review_reports_a_day", default=20, unit=Unit.COUNT, low=1, high=1000,
    sentence=_("Somebody can report at most this many reviews within 24 hours."), rule="TRD-10",
)  # fmt: skip
