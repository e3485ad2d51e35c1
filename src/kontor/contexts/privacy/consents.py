"""What people can agree to, word for word. A changed text gets a new version: a test holds the two together."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from kontor.kernel.text import mark as _


@dataclass(frozen=True, slots=True)
class Consent:
    """One thing to agree to.

    Attributes:
        code: permanent.
        title, text: marked for translation; the text is what is agreed to.
        version: day of the text.
        needed: the account rests on it; it ends with the account.
    """

    code: str
    title: str
    text: str
    version: str
    needed: bool = False

    @property
    def digest(self) -> str:
        """Names the text itself."""
        return hashlib.sha256(self.text.encode()).hexdigest()[:16]


TERMS, MARKETING, DEVICE = "terms", "marketing", "device"

CONSENTS: Mapping[str, Consent] = {
    each.code: each
    for each in (
        Consent(
            TERMS,
            _("Terms of the market"),
            _("I agree to the terms of this market. They are the contract on which my account rests."),
            "2026-11-21",
            needed=True,
        ),
        Consent(
            MARKETING,
            _("Mails about offers"),
            _("You may write to me about offers and news. I can end this at any time."),
            "2026-11-21",
        ),
        Consent(
            DEVICE,
            _("Recognising my device"),
            _(
                "You may compute a mark of my browser and device to protect my account against strangers. "
                "Without it I may be asked for a code more often."
            ),
            "2026-11-21",
        ),
    )
}
