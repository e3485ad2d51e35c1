"""The named ways in which risk says no."""

from __future__ import annotations

from kontor.kernel.errors import Kind, Refusal
from kontor.kernel.text import mark as _


class RegistrationRefused(Refusal):
    """The score is beyond the policy's limit (ACC-30). It does not say by what it was recognised."""

    code = "ERR_REGISTRATION_REFUSED"
    kind = Kind.FORBIDDEN
    sentence = _(
        "We cannot open an account from here at present. If you are a person who wants to shop, write to our support: "
        "we open it for you."
    )


class ContactPhoneTaken(Refusal):
    """The number belongs to another account, and the two look like one person's (ACC-06)."""

    code = "ERR_CONTACT_PHONE_TAKEN"
    kind = Kind.CONFLICT
    sentence = _(
        "This number belongs to another account. Members of one family may share a number; a person of our team looks "
        "at it. Until then give another one."
    )


class ContactPhoneNeedsMail(Refusal):
    """Whoever signs in with a number has that one (ACC-06)."""

    code = "ERR_CONTACT_PHONE_NEEDS_MAIL"
    kind = Kind.CONFLICT
    sentence = _("You sign in with a phone number; couriers use it, too.")


class ReasonMissing(Refusal):
    code = "ERR_REASON_MISSING"
    kind = Kind.INVALID
    sentence = _("Say why, in one sentence. The person reads it.")


class HoldUnknown(Refusal):
    """No open hold, or decided by somebody else meanwhile."""

    code = "ERR_HOLD_OVER"
    kind = Kind.CONFLICT
    sentence = _("This registration is not held any more.")


class ClusterUnknown(Refusal):
    code = "ERR_CLUSTER_UNKNOWN"
    kind = Kind.NOT_FOUND
    sentence = _("There are no such linked accounts.")


class NothingToBan(Refusal):
    code = "ERR_NOTHING_TO_BAN"
    kind = Kind.CONFLICT
    sentence = _("None of these accounts is open.")


class NothingToUnban(Refusal):
    code = "ERR_NOTHING_TO_UNBAN"
    kind = Kind.CONFLICT
    sentence = _("None of these accounts is closed.")


class NotBanned(Refusal):
    code = "ERR_NOT_BANNED"
    kind = Kind.CONFLICT
    sentence = _("This account is not closed. Sign in.")


class AppealMissing(Refusal):
    code = "ERR_APPEAL_MISSING"
    kind = Kind.INVALID
    sentence = _("Write what we should know.")


class AppealTooLong(Refusal):
    code = "ERR_APPEAL_TOO_LONG"
    kind = Kind.INVALID
    sentence = _("Use at most %(most)s characters.")


class AppealOpen(Refusal):
    code = "ERR_APPEAL_OPEN"
    kind = Kind.CONFLICT
    sentence = _("We have your appeal already and answer by message.")


class AppealOver(Refusal):
    code = "ERR_APPEAL_OVER"
    kind = Kind.CONFLICT
    sentence = _("This appeal is decided already.")


class RangeInvalid(Refusal):
    code = "ERR_RANGE_INVALID"
    kind = Kind.INVALID
    sentence = _("Enter the first digits of the numbers with their country code, or a part of the carrier's name.")
