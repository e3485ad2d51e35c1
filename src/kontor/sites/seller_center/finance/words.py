"""What states of payouts are called, and the bank's reasons."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext_lazy

from kontor.contexts.billing.rules.faults import FAULTS, fault_of
from kontor.kernel.text import mark as _

STATES: Mapping[str, Promise] = {
    "waiting": gettext_lazy("Waits for approval"),
    "ready": gettext_lazy("Ready to be sent"),
    "sent": gettext_lazy("At the bank"),
    "paid": gettext_lazy("Paid out"),
    "cancelled": pgettext_lazy("a payout", "Cancelled"),
    "rejected": gettext_lazy("Rejected by the bank"),
    "returned": gettext_lazy("Sent back by your bank"),
}
_CORRECT = _(
    "What to do: correct the payout account of your business and hand it in. The next payout goes to the account that"
    " is approved by then."
)
_OTHER = _(
    "What to do: ask your bank, or enter another payout account and hand it in. The next payout goes to the account"
    " that is approved by then."
)
_CURRENCY = _(
    "What to do: enter a payout account that takes this currency and hand it in. The next payout goes to the account"
    " that is approved by then."
)
_ASK = _("What to do: ask your bank why. If your account is right, you need not do more: the next payout tries again.")
_TO_DO: Mapping[str, str] = {
    "number": _CORRECT, "bank": _CORRECT, "holder": _CORRECT, "closed": _OTHER, "blocked": _OTHER,
    "currency": _CURRENCY,
}  # fmt: skip
ACCOUNTS: Mapping[str, str] = {
    "payable": _("Your balance"),
    "escrow": _("Held until delivery"),
    "commission": _("Commission"),
    "fee": _("Fee"),
    "payout": _("On its way to your account"),
    "coin_fund": _("Your coin fund"),
    "tax": _("Tax"),
    "exchange": _("Exchange"),
    "suspense": _("On its way to the buyer"),
    "gateway": _("Bank or payment provider"),
}


def reason(code: str) -> str:
    """The sentence for a bank's code; what the operator wrote as it is."""
    return FAULTS.get(fault_of(code), code)


def to_do(code: str) -> str:
    """What the store does about a payout that failed for this reason."""
    return _TO_DO.get(fault_of(code), _ASK)
