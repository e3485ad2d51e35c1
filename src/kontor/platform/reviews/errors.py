"""How a review queue says no."""

from __future__ import annotations

from kontor.kernel.errors import Kind, Refusal
from kontor.kernel.text import mark as _


class ReviewUnknown(Refusal):
    code = "ERR_REVIEW_UNKNOWN"
    kind = Kind.NOT_FOUND
    sentence = _("There is no such case.")


class ReviewTaken(Refusal):
    code = "ERR_REVIEW_TAKEN"
    kind = Kind.CONFLICT
    sentence = _("Somebody else has this case. Take another one.")


class ReviewNotYours(Refusal):
    code = "ERR_REVIEW_NOT_YOURS"
    kind = Kind.CONFLICT
    sentence = _("Take the case before you decide it: somebody else may have it by now.")


class ReviewOver(Refusal):
    code = "ERR_REVIEW_OVER"
    kind = Kind.CONFLICT
    sentence = _("This case is over already. Nothing was changed.")


class ReviewNothingLeft(Refusal):
    code = "ERR_REVIEW_NOTHING_LEFT"
    kind = Kind.CONFLICT
    sentence = _("Nobody waits here who is not in somebody's hands.")


class ReviewReasonMissing(Refusal):
    code = "ERR_REVIEW_REASON_MISSING"
    kind = Kind.INVALID
    sentence = _("Say why: the person reads it.")


class ReviewReasonTooLong(Refusal):
    code = "ERR_REVIEW_REASON_TOO_LONG"
    kind = Kind.INVALID
    sentence = _("A reason has at most %(most)s characters.")


class ReviewDecisionUnknown(Refusal):
    code = "ERR_REVIEW_DECISION_UNKNOWN"
    kind = Kind.INVALID
    sentence = _("Choose one of the decisions.")
