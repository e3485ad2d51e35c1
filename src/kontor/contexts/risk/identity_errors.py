"""How a check of identity says no (ACC-33)."""

from __future__ import annotations

from kontor.kernel.errors import Kind, Refusal
from kontor.kernel.text import mark as _


class IdentityCheckOpen(Refusal):
    """Ordering waits until the person's identity is proven."""

    code = "ERR_IDENTITY_CHECK_OPEN"
    kind = Kind.FORBIDDEN
    sentence = _("Before you can order, show who you are: open “Identity check” in your account. Your cart is kept.")


class IdentityNotAsked(Refusal):
    """No check waits for pictures: there is none, or it is being looked at, or it is over."""

    code = "ERR_IDENTITY_NOT_ASKED"
    kind = Kind.CONFLICT
    sentence = _("No picture is needed at present. Reload the page to see how your check stands.")


class IdentityUnknown(Refusal):
    """Absent, not yours to see, or deleted: the three look the same."""

    code = "ERR_IDENTITY_UNKNOWN"
    kind = Kind.NOT_FOUND
    sentence = _("There is no such picture.")


class IdentityPicturesGone(Refusal):
    """The key is missing, or the stored bytes are not what was stored."""

    code = "ERR_IDENTITY_PICTURE_DAMAGED"
    kind = Kind.UNAVAILABLE
    sentence = _("This picture cannot be opened: it was changed in the database, or the key of the vault is missing.")


class IdentityUndecidable(Refusal):
    code = "ERR_IDENTITY_NOT_IN_REVIEW"
    kind = Kind.CONFLICT
    sentence = _("This check does not wait for a decision.")


class IdentityNobody(Refusal):
    code = "ERR_IDENTITY_NOBODY"
    kind = Kind.INVALID
    sentence = _("No buyer has this address. Write it as it stands in the account.")


class IdentityOpenAlready(Refusal):
    code = "ERR_IDENTITY_OPEN"
    kind = Kind.CONFLICT
    sentence = _("A check of this account is open already.")
