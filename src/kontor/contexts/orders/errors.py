"""How orders say no."""

from __future__ import annotations

from kontor.kernel.errors import Kind, Refusal
from kontor.kernel.text import mark as _


class OrderNotFound(Refusal):
    code = "ERR_ORDER_NOT_FOUND"
    kind = Kind.NOT_FOUND
    sentence = _("There is no such order. Look it up in the list of orders.")


class OrderChangedMeanwhile(Refusal):
    code = "ERR_ORDER_CHANGED"
    kind = Kind.CONFLICT
    sentence = _("This order has changed in the meantime. Reload the page and look at its state before you try again.")


class QuantityTooLarge(Refusal):
    code = "ERR_QUANTITY_TOO_LARGE"
    kind = Kind.INVALID
    sentence = _("More units than are left to ship of “%(title)s”: %(left)s are left.")


class CancelReasonMissing(Refusal):
    code = "ERR_CANCEL_REASON_MISSING"
    kind = Kind.INVALID
    sentence = _("Choose why you cancel the order.")
