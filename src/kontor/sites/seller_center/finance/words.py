"""What states of payouts are called, and the bank's reasons."""

from __future__ import annotations

from collections.abc import Mapping

from kontor.contexts.billing.rules.faults import FAULTS, fault_of
from kontor.kernel.text import mark as _

STATES: Mapping[str, str] = {
    "waiting": _("Waits for approval"),
    "ready": _("Ready to be sent"),
    "sent": _("At the bank"),
    "paid": _("Paid out"),
    "cancelled": _("Cancelled"),
    "rejected": _("Rejected by the bank"),
    "returned": _("Sent back by your bank"),
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
