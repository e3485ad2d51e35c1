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


class ForeignMethodRefused(Refusal):
    """ACC-04: accounts of mainland China pay by Alipay, UnionPay Online and WeChat Pay only."""

    code = "ERR_FOREIGN_METHOD"
    kind = Kind.FORBIDDEN
    sentence = _("Accounts registered in mainland China cannot save a foreign card or PayPal. Save Alipay instead.")


class AgreementNotFound(Refusal):
    """Absent, ended or somebody else's: all the same to whoever asks."""

    code = "ERR_PAYMENT_METHOD_NOT_FOUND"
    kind = Kind.NOT_FOUND
    sentence = _("There is no such saved payment method.")


class AgreementUnusable(Refusal):
    code = "ERR_PAYMENT_METHOD_ENDED"
    kind = Kind.CONFLICT
    sentence = _("This saved payment method can no longer be used. Choose another way to pay.")


class TooManyAgreements(Refusal):
    code = "ERR_TOO_MANY_PAYMENT_METHODS"
    kind = Kind.CONFLICT
    sentence = _("You can save at most %(most)s payment methods. Remove one that you no longer need.")
