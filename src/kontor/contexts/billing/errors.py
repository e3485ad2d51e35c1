"""How billing says no."""

from __future__ import annotations

from kontor.kernel.errors import Kind, Refusal
from kontor.kernel.text import mark as _


class DocumentNotFound(Refusal):
    code = "ERR_NO_DOCUMENT"
    kind = Kind.NOT_FOUND
    sentence = _("There is no such invoice.")


class DueNotFound(Refusal):
    code = "ERR_NO_DUE"
    kind = Kind.NOT_FOUND
    sentence = _("This invoice does not wait any more. It may have been issued.")


class DifferenceNotFound(Refusal):
    code = "ERR_NO_DIFFERENCE"
    kind = Kind.NOT_FOUND
    sentence = _("The books have been compared again meanwhile. Look at the list once more.")


class PayoutNotFound(Refusal):
    code = "ERR_NO_PAYOUT"
    kind = Kind.NOT_FOUND
    sentence = _("There is no such payout.")


class AlreadyApproved(Refusal):
    code = "ERR_PAYOUT_APPROVED"
    kind = Kind.CONFLICT
    sentence = _("You have approved this payout. Another person must approve it as well.")


class ReasonMissing(Refusal):
    code = "ERR_REASON_MISSING"
    kind = Kind.INVALID
    sentence = _("Say why, in a few words.")


class StatementNotFound(Refusal):
    code = "ERR_NO_STATEMENT"
    kind = Kind.NOT_FOUND
    sentence = _("There is no statement of this month and currency.")
