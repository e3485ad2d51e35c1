"""What states of payouts are called, and the bank's reasons."""

from __future__ import annotations

from collections.abc import Mapping

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
REASONS: Mapping[str, str] = {
    "AC01": _("The account number is wrong."),
    "AC03": _("The account number is wrong."),
    "AC04": _("The account is closed."),
    "AC06": _("The account is blocked."),
    "AM03": _("The account does not take this currency."),
    "BE01": _("The holder's name is not that of the account."),
    "RC01": _("The bank's code is wrong."),
}
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
    return REASONS.get(code, code)
