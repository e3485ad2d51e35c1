"""How the notices say no."""

from __future__ import annotations

from kontor.kernel.errors import Kind, Refusal
from kontor.kernel.text import mark as _


class ZoneUnknown(Refusal):
    code = "ERR_TIME_ZONE"
    kind = Kind.INVALID
    sentence = _("Choose a time zone from the list.")


class HourUnknown(Refusal):
    code = "ERR_HOUR"
    kind = Kind.INVALID
    sentence = _("Choose an hour from the list.")


class PushRefused(Refusal):
    """Not a browser's own subscription: we would speak to a machine that somebody else names."""

    code = "ERR_PUSH_SUBSCRIPTION"
    kind = Kind.INVALID
    sentence = _("This browser's push service is not known here. Use another browser, or mail.")
