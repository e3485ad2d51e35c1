"""How webhooks say no."""

from __future__ import annotations

from kontor.kernel.errors import Kind, Refusal
from kontor.kernel.text import mark as _


class EndpointNotFound(Refusal):
    code = "ERR_WEBHOOK_NOT_FOUND"
    kind = Kind.NOT_FOUND
    sentence = _("There is no such webhook.")


class DeliveryNotFound(Refusal):
    code = "ERR_WEBHOOK_DELIVERY_NOT_FOUND"
    kind = Kind.NOT_FOUND
    sentence = _("There is no such message, or it is on its way at this moment.")


class EndpointOff(Refusal):
    code = "ERR_WEBHOOK_OFF"
    kind = Kind.CONFLICT
    sentence = _("This webhook is switched off. Switch it on, then try again.")


class TooManyEndpoints(Refusal):
    code = "ERR_WEBHOOK_TOO_MANY"
    kind = Kind.CONFLICT
    sentence = _("A store can have %(most)s webhooks. Remove one that is no longer needed.")


class TypesUnknown(Refusal):
    code = "ERR_WEBHOOK_TYPE_UNKNOWN"
    kind = Kind.INVALID
    sentence = _("These messages do not exist: %(types)s.")


class UrlRefused(Refusal):
    """Says what is wrong with the address."""

    code = "ERR_WEBHOOK_URL"
    kind = Kind.INVALID
    sentence = _("Enter a public web address that begins with https://")

    def __init__(self, *, why: str) -> None:
        self.why = why
        self.sentence = _SENTENCES.get(why, type(self).sentence)  # type: ignore[misc]
        super().__init__(field="url")


_SENTENCES = {
    "tls": _("The address must begin with https:// so that nobody on the way can read along."),
    "inside": _("This address leads into a private network. Enter one that can be reached from the internet."),
}
