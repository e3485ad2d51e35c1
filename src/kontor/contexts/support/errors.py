"""How support says no."""

from __future__ import annotations

from kontor.kernel.errors import Kind, Refusal
from kontor.kernel.text import mark as _


class RequestNotFound(Refusal):
    code = "ERR_SUPPORT_REQUEST_NOT_FOUND"
    kind = Kind.NOT_FOUND
    sentence = _("There is no such request. Look for it among your messages.")


class TopicUnknown(Refusal):
    code = "ERR_SUPPORT_TOPIC_UNKNOWN"
    kind = Kind.INVALID
    sentence = _("Choose what your request is about.")


class OrderUnknown(Refusal):
    code = "ERR_SUPPORT_ORDER_UNKNOWN"
    kind = Kind.INVALID
    sentence = _("You have no order with this number. Copy it from My orders, or leave it out.")


class TooManyOpen(Refusal):
    code = "ERR_SUPPORT_TOO_MANY_OPEN"
    kind = Kind.LIMIT
    sentence = _("You have %(most)s open requests. Go on in one of them.")


class HeldBySomebody(Refusal):
    code = "ERR_SUPPORT_HELD"
    kind = Kind.CONFLICT
    sentence = _("Somebody else has taken this request.")


class NotHeld(Refusal):
    code = "ERR_SUPPORT_NOT_HELD"
    kind = Kind.CONFLICT
    sentence = _("Take the request first: whoever has taken it answers it.")


class NobodyWaits(Refusal):
    code = "ERR_SUPPORT_NOBODY_WAITS"
    kind = Kind.CONFLICT
    sentence = _("Nobody waits for support.")


class BuyerStillWaits(Refusal):
    code = "ERR_SUPPORT_BUYER_WAITS"
    kind = Kind.CONFLICT
    sentence = _("The buyer waits for an answer. Answer first, then the request is done.")
