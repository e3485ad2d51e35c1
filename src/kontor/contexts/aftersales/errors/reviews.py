"""How reviews say no."""

from __future__ import annotations

from kontor.kernel.errors import Kind, Refusal
from kontor.kernel.text import mark as _


class ReviewTooEarly(Refusal):
    code = "ERR_REVIEW_TOO_EARLY"
    kind = Kind.CONFLICT
    sentence = _("You can review an order once you have it. Confirm its receipt first.")


class ReviewTooLate(Refusal):
    code = "ERR_REVIEW_TOO_LATE"
    kind = Kind.CONFLICT
    sentence = _("The time in which this order could be reviewed is over.")


class ReviewMade(Refusal):
    code = "ERR_REVIEW_MADE"
    kind = Kind.CONFLICT
    sentence = _("You have reviewed this already.")


class StarsMissing(Refusal):
    code = "ERR_REVIEW_STARS_MISSING"
    kind = Kind.INVALID
    sentence = _("Give one to five stars.")


class NothingReviewed(Refusal):
    code = "ERR_REVIEW_NOTHING"
    kind = Kind.INVALID
    sentence = _("Give stars to at least one of the products.")


class ReviewTextTooLong(Refusal):
    code = "ERR_REVIEW_TEXT_TOO_LONG"
    kind = Kind.INVALID
    sentence = _("Write at most %(most)s characters.")


class ReviewTextMissing(Refusal):
    code = "ERR_REVIEW_TEXT_MISSING"
    kind = Kind.INVALID
    sentence = _("Write a few words before you send it.")


class TooManyPictures(Refusal):
    code = "ERR_REVIEW_PICTURES"
    kind = Kind.INVALID
    sentence = _("A review has at most %(most)s pictures.")


class ReviewNotFound(Refusal):
    code = "ERR_PRODUCT_REVIEW_NOT_FOUND"
    kind = Kind.NOT_FOUND
    sentence = _("There is no such review.")


class FollowUpTooLate(Refusal):
    code = "ERR_FOLLOW_UP_TOO_LATE"
    kind = Kind.CONFLICT
    sentence = _("The time for a follow-up is over.")


class FollowUpMade(Refusal):
    code = "ERR_FOLLOW_UP_MADE"
    kind = Kind.CONFLICT
    sentence = _("You have added a follow-up already.")


class OwnReview(Refusal):
    code = "ERR_OWN_REVIEW"
    kind = Kind.CONFLICT
    sentence = _("This review is your own.")


class ReasonUnknown(Refusal):
    code = "ERR_REPORT_REASON"
    kind = Kind.INVALID
    sentence = _("Choose what is wrong with the review.")


class ReportMade(Refusal):
    code = "ERR_REPORT_MADE"
    kind = Kind.CONFLICT
    sentence = _("You have reported this review already. Thank you.")


class ReviewRemoved(Refusal):
    code = "ERR_REVIEW_REMOVED"
    kind = Kind.CONFLICT
    sentence = _("This review is out of sight already.")
