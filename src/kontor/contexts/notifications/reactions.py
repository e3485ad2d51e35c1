"""Facts that people are told about."""

from __future__ import annotations

from kontor.contexts.accounts.events import VerificationRequested
from kontor.contexts.notifications.services.send_verification import send_verification
from kontor.platform.events import react


@react(VerificationRequested)
def send_link_or_code(event: VerificationRequested) -> None:
    """A link or a code goes out (ACC-10, ACC-15)."""
    send_verification(verification_id=event.verification_id)
