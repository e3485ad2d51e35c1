"""How payments say no."""

from __future__ import annotations

from kontor.kernel.errors import Kind, Refusal
from kontor.kernel.text import mark as _


class MethodNotOffered(Refusal):
    code = "ERR_PAYMENT_METHOD_NOT_OFFERED"
    kind = Kind.INVALID
    sentence = _("This way of paying is not offered for your country and these goods. Choose one of those shown.")


class NotPayable(Refusal):
    code = "ERR_NOT_PAYABLE"
    kind = Kind.CONFLICT
    sentence = _("This order no longer waits for payment. Look at its state under “My orders”.")


class ProviderDown(Refusal):
    code = "ERR_PAYMENT_PROVIDER_DOWN"
    kind = Kind.UNAVAILABLE
    sentence = _(
        "The payment provider does not answer. Nothing was charged; your order waits. Try again, or pay another way."
    )


class CallbackForged(Refusal):
    code = "ERR_CALLBACK_SIGNATURE"
    kind = Kind.FORBIDDEN
    sentence = _("The signature of this message does not hold.")
