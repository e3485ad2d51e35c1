"""Facts that privacy writes down."""

from __future__ import annotations

from collections.abc import Sequence

from kontor.contexts.accounts.events import AccountRegistered, ProfileChanged
from kontor.contexts.privacy.services.log_correction import log_correction
from kontor.contexts.privacy.services.note_terms import note_terms
from kontor.platform.events import react, react_together


@react_together(AccountRegistered)
def note_terms_of_registration(events: Sequence[AccountRegistered]) -> None:
    """Terms are agreed to by registering (ACC-42)."""
    note_terms(account_ids=[event.account_id for event in events])


@react(ProfileChanged)
def log_corrected_profile(event: ProfileChanged) -> None:
    log_correction(account_id=event.account_id, about="profile")
