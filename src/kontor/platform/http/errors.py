"""How the edge itself says no."""

from kontor.kernel.errors import Kind, Refusal
from kontor.kernel.text import mark as _


class NotSignedIn(Refusal):
    code = "ERR_NOT_SIGNED_IN"
    kind = Kind.UNAUTHENTICATED
    sentence = _("Please sign in first.")


class SessionEnded(Refusal):
    code = "ERR_SESSION_ENDED"
    kind = Kind.UNAUTHENTICATED
    sentence = _("Your session has ended. Please sign in again.")


class NotFound(Refusal):
    code = "ERR_NOT_FOUND"
    kind = Kind.NOT_FOUND
    sentence = _("There is nothing here for you.")


class FormTooOld(Refusal):
    code = "ERR_FORM_TOO_OLD"
    kind = Kind.FORBIDDEN
    sentence = _("This form is too old or came from another site. Go back, reload the page and send it again.")


class ForeignOrigin(Refusal):
    code = "ERR_FOREIGN_ORIGIN"
    kind = Kind.FORBIDDEN
    sentence = _("This can be done only on the pages of this market.")


class Broken(Refusal):
    code = "ERR_BROKEN"
    kind = Kind.UNAVAILABLE
    sentence = _("Something went wrong on our side. It has been noted; please try again in a moment.")
