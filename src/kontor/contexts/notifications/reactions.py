"""Facts that people are told about."""

from __future__ import annotations

from kontor.contexts.accounts.events import RegistrationErased, VerificationRequested
from kontor.contexts.notifications.services.forget_account import forget_account
from kontor.contexts.notifications.services.send_verification import send_verification
from kontor.platform.events import react


@react(VerificationRequested)
def send_link_or_code(event: VerificationRequested) -> None:
    """A link or a code goes out (ACC-10, ACC-15)."""
    send_verification(verification_id=event.verification_id)


@react(RegistrationErased)
def forget_notices(event: RegistrationErased) -> None:
    """The address of a registration that was never verified is kept nowhere (ACC-10)."""
    forget_account(account_id=event.account_id)
