"""Why a bank refuses a payout or sends it back, in words. Pure (TRD-12)."""

from __future__ import annotations

from collections.abc import Mapping

from kontor.kernel.text import mark as _

# ISO 20022 external codes, by what is wrong with the account.
_FAULTS: Mapping[str, str] = {
    "AC01": "number", "AC02": "number", "AC03": "number", "AC04": "closed", "AC06": "blocked", "AM03": "currency",
    "BE01": "holder", "RC01": "bank", "AGNT": "bank",
}  # fmt: skip
FAULTS: Mapping[str, str] = {
    "number": _("The account number is wrong."),
    "closed": _("The account is closed."),
    "blocked": _("The account is blocked."),
    "currency": _("The account does not take this currency."),
    "holder": _("The holder's name is not that of the account."),
    "bank": _("The bank's code is wrong."),
}
"""What is wrong with the account → its sentence, marked for translation."""


def fault_of(reason: str) -> str:
    """What a bank's code says is wrong: `number`, `closed`, `blocked`, `currency`, `holder`, `bank`; else ""."""
    return _FAULTS.get(reason, "")
