"""How privacy says no."""

from __future__ import annotations

from kontor.kernel.errors import Kind, Refusal
from kontor.kernel.text import mark as _


class PasswordWrong(Refusal):
    code = "ERR_PASSWORD_WRONG"
    kind = Kind.INVALID
    sentence = _("This is not the password of your account.")


class SignInAgain(Refusal):
    """An account without a password confirms by having signed in just now."""

    code = "ERR_SIGN_IN_AGAIN"
    kind = Kind.FORBIDDEN
    sentence = _("Sign in again first, and then ask for the deletion within ten minutes.")


class StillOpen(Refusal):
    """`parts` of the page list what is open; the request was not made."""

    code = "ERR_STILL_OPEN"
    kind = Kind.CONFLICT
    sentence = _("Something is still open. Look at the list, or have your account deleted as soon as it is finished.")


class DeletionAskedAlready(Refusal):
    code = "ERR_DELETION_ASKED"
    kind = Kind.CONFLICT
    sentence = _("You have asked for the deletion already.")


class ArchiveNotFound(Refusal):
    """None, somebody else's, or too old: the three look the same."""

    code = "ERR_ARCHIVE_NOT_FOUND"
    kind = Kind.NOT_FOUND
    sentence = _("There is no such archive, or its time is over. Ask for a new one.")


class ConsentUnknown(Refusal):
    code = "ERR_CONSENT_UNKNOWN"
    kind = Kind.NOT_FOUND
    sentence = _("There is no such consent.")


class ConsentNeeded(Refusal):
    """The account cannot be without it."""

    code = "ERR_CONSENT_NEEDED"
    kind = Kind.CONFLICT
    sentence = _("Your account rests on this one. You can withdraw it by deleting the account.")


class BuyerDataOverread(Refusal):
    """Pages with buyers' orders were opened faster than people work (ACC-41)."""

    code = "ERR_BUYER_DATA_OVERREAD"
    kind = Kind.LIMIT
    sentence = _(
        "Buyers' orders were opened more often than work needs. The operator has been told; "
        "you can go on in %(minutes)s minutes."
    )
