"""The named ways in which promotions say no."""

from __future__ import annotations

from kontor.kernel.errors import Kind, Refusal
from kontor.kernel.text import mark as _


class PartnerUnknown(Refusal):
    code = "ERR_PARTNER_UNKNOWN"
    kind = Kind.NOT_FOUND
    sentence = _("There is no such cashback partner.")


class PartnerNameInvalid(Refusal):
    code = "ERR_PARTNER_NAME"
    kind = Kind.INVALID
    sentence = _("Give the partner a name, at most 80 characters long.")


class PartnerSlugInvalid(Refusal):
    code = "ERR_PARTNER_SLUG"
    kind = Kind.INVALID
    sentence = _("Use 2 to 40 small letters, digits and hyphens for the address.")


class PartnerSlugTaken(Refusal):
    code = "ERR_PARTNER_SLUG_TAKEN"
    kind = Kind.CONFLICT
    sentence = _("Another partner has this address already.")


class RewardInvalid(Refusal):
    code = "ERR_PARTNER_REWARD"
    kind = Kind.INVALID
    sentence = _("Enter either a percentage from 0.01 to %(most)s, or a fixed amount with its currency.")


class CookieDaysInvalid(Refusal):
    code = "ERR_PARTNER_DAYS"
    kind = Kind.INVALID
    sentence = _("Enter a number of days from 1 to 365.")


class PostbackInvalid(Refusal):
    code = "ERR_PARTNER_POSTBACK"
    kind = Kind.INVALID
    sentence = _("Enter an address that begins with https://, or leave it empty.")


class OwnerUnknown(Refusal):
    code = "ERR_PARTNER_OWNER"
    kind = Kind.INVALID
    sentence = _("No buyer has this e-mail address. Write it as it stands in the account.")


class MessageForged(Refusal):
    """The signature does not hold, or the message is too old."""

    code = "ERR_MESSAGE_FORGED"
    kind = Kind.FORBIDDEN
    sentence = _("The signature of this message does not hold.")


class RewardUnknown(Refusal):
    code = "ERR_REWARD_UNKNOWN"
    kind = Kind.NOT_FOUND
    sentence = _("There is no such reward.")


class RewardNotDue(Refusal):
    """Only a confirmed reward can be paid."""

    code = "ERR_REWARD_NOT_DUE"
    kind = Kind.CONFLICT
    sentence = _("This reward is not confirmed yet, or is cancelled.")
