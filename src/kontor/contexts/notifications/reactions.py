"""Facts that people are told about."""

from __future__ import annotations

from collections.abc import Sequence

from kontor.contexts.accounts.events import RegistrationErased, VerificationRequested
from kontor.contexts.notifications.services.forget_account import forget_account
from kontor.contexts.notifications.services.send_verifications import send_verifications
from kontor.platform.events import react, react_together


@react_together(VerificationRequested)
def send_links_and_codes(events: Sequence[VerificationRequested]) -> None:
    """Links and codes go out (ACC-10, ACC-15)."""
    send_verifications(verification_ids=[event.verification_id for event in events])


@react(RegistrationErased)
def forget_notices(event: RegistrationErased) -> None:
    """The address of a registration that was never verified is kept nowhere (ACC-10)."""
    forget_account(account_id=event.account_id)
