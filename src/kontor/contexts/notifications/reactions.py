"""Facts that people are told about."""

from __future__ import annotations

from collections.abc import Sequence

from kontor.contexts.accounts.events import (
    AddressChanged,
    NewDeviceSignedIn,
    RegistrationErased,
    SafetyChanged,
    SignInDecided,
    SignInWaits,
    VerificationRequested,
)
from kontor.contexts.notifications.services.forget_account import forget_account
from kontor.contexts.notifications.services.send_verifications import send_verifications
from kontor.contexts.notifications.services.tell_new_device import tell_new_device
from kontor.contexts.notifications.services.tell_old_address import tell_old_address
from kontor.contexts.notifications.services.tell_safety import tell_safety
from kontor.contexts.notifications.services.tell_waiting_sign_in import tell_waiting_sign_in
from kontor.platform.events import react, react_together


@react_together(VerificationRequested)
def send_links_and_codes(events: Sequence[VerificationRequested]) -> None:
    """Links and codes go out (ACC-10, ACC-15)."""
    send_verifications(verification_ids=[event.verification_id for event in events])


@react(RegistrationErased)
def forget_notices(event: RegistrationErased) -> None:
    """The address of a registration that was never verified is kept nowhere (ACC-10)."""
    forget_account(account_id=event.account_id)


@react(NewDeviceSignedIn)
def warn_of_new_device(event: NewDeviceSignedIn) -> None:
    """The owner learns of a sign-in with a browser that was not known (ACC-20)."""
    tell_new_device(account_id=event.account_id, device_id=event.device_id)


@react(SignInWaits)
def tell_of_waiting_sign_in(event: SignInWaits) -> None:
    """The owner learns that somebody with the password wants in (SEL-05)."""
    tell_waiting_sign_in(account_id=event.account_id, waiting_id=event.waiting_id, decided=False)


@react(SignInDecided)
def tell_of_decided_sign_in(event: SignInDecided) -> None:
    """The owner reads what was decided, and why (SEL-05)."""
    tell_waiting_sign_in(account_id=event.account_id, waiting_id=event.waiting_id, decided=True)


@react(SafetyChanged)
def tell_of_changed_safety(event: SafetyChanged) -> None:
    """The owner learns of each change to password, factors, codes and addresses (ACC-21)."""
    tell_safety(account_id=event.account_id, step_id=event.step_id, what=event.what)


@react(AddressChanged)
def tell_the_old_address(event: AddressChanged) -> None:
    """Whoever reads the old mailbox or phone learns that it serves no more (ACC-20)."""
    tell_old_address(account_id=event.account_id, verification_id=event.verification_id)
