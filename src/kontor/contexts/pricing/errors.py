"""How pricing says no."""

from __future__ import annotations

from kontor.kernel.errors import Kind, Refusal
from kontor.kernel.text import mark as _


class RateMissing(Refusal):
    code = "ERR_RATE_MISSING"
    kind = Kind.UNAVAILABLE
    sentence = _("There is no exchange rate for %(currency)s. Choose another currency.")


class RateNotPositive(Refusal):
    code = "ERR_RATE_NOT_POSITIVE"
    kind = Kind.INVALID
    sentence = _("The rate of %(currency)s must be greater than zero.")
