"""What may not stand in a message, rule by rule, in sentences for whoever wrote it (MSG-09)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kontor.kernel.text import mark as _


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the content policy.

    Attributes:
        code: permanent name, for logs and programs.
        sentence: what is not allowed and why, for the writer (marked for translation).
    """

    code: str
    sentence: str


RULES: Final[dict[str, Rule]] = {
    "messenger": Rule("contact.messenger", _(
        "Other messengers may not be offered or asked for: what is written there cannot be shown in a dispute."
    )),
    "handle": Rule("contact.handle", _(
        "Names under which people are found elsewhere may not be exchanged: contact stays in these messages."
    )),
    "phone": Rule("contact.phone", _("Telephone numbers may not be exchanged: contact stays in these messages.")),
    "mail": Rule("contact.mail", _("Mail addresses may not be exchanged: contact stays in these messages.")),
    "link": Rule("contact.link", _("Links to other places may not be sent: only pages of this market can be linked.")),
    "code": Rule("contact.code", _("Codes to scan may not be exchanged: they lead away from this market.")),
    "payment": Rule("payment.outside", _(
        "Payment outside this market may not be offered or asked for: such payments are not protected."
    )),
    "bank": Rule("payment.account", _("Bank accounts and cards may not be exchanged: orders are paid on this market.")),
    "wallet": Rule("payment.wallet", _("Addresses of wallets may not be exchanged: orders are paid on this market.")),
    "outside": Rule("deal.outside", _(
        "Deals outside this market may not be offered or asked for: they are not protected."
    )),
    "phrase": Rule("operator.phrase", _("The operator of this market does not allow this phrase in messages.")),
}  # fmt: skip
