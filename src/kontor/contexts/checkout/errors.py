"""How the checkout says no. Whatever the buyer typed stays."""

from __future__ import annotations

from kontor.kernel.errors import Kind, Refusal
from kontor.kernel.text import mark as _


class NothingToOrder(Refusal):
    code = "ERR_CART_EMPTY"
    kind = Kind.CONFLICT
    sentence = _("Your cart is empty. Put something into it first.")


class NotSold(Refusal):
    code = "ERR_NOT_SOLD"
    kind = Kind.NOT_FOUND
    sentence = _("This product is no longer sold. Look for a similar one.")


class QuantityNotPossible(Refusal):
    code = "ERR_QUANTITY"
    kind = Kind.INVALID
    sentence = _("Choose a quantity from 1 to %(most)s.")


class CartFull(Refusal):
    code = "ERR_CART_FULL"
    kind = Kind.CONFLICT
    sentence = _("The cart holds at most %(most)s different goods. Order these first, or remove some.")


class QuoteChanged(Refusal):
    code = "ERR_QUOTE_CHANGED"
    kind = Kind.CONFLICT
    sentence = _(
        "A price, a rate or a shipping cost has changed since you looked. Check the new total, then order again."
    )


class NoShipping(Refusal):
    code = "ERR_NO_SHIPPING"
    kind = Kind.CONFLICT
    sentence = _("“%(store)s” does not ship to this country. Remove its goods or choose another address.")


class AddressMissing(Refusal):
    code = "ERR_ADDRESS_MISSING"
    kind = Kind.INVALID
    sentence = _("Choose where the parcels go.")


class NoteTooLong(Refusal):
    code = "ERR_NOTE_TOO_LONG"
    kind = Kind.INVALID
    sentence = _("A note to a store has at most %(most)s characters; yours has %(length)s.")


class NoteMissing(Refusal):
    code = "ERR_NOTE_MISSING"
    kind = Kind.INVALID
    sentence = _("Write a message to “%(store)s”, for example what matters for the delivery.")


class NoteStopped(Refusal):
    code = "ERR_NOTE_STOPPED"
    kind = Kind.INVALID
    sentence = _("The note to “%(store)s” cannot be sent. “%(passage)s”: %(reason)s")
