"""Facts about people. They carry ids only: never an address, a name or a secret (ACC-40)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from kontor.kernel.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountRegistered(Event):
    """Somebody filled in the form; the address is not proven yet (ACC-02)."""

    name: ClassVar[str] = "accounts.registered"
    account_id: UUID
    audience: str
    country: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VerificationRequested(Event):
    """A link or code is to be sent; who sends it derives the secret from the id (ACC-10, ACC-15)."""

    name: ClassVar[str] = "accounts.verification_requested"
    account_id: UUID
    verification_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressVerified(Event):
    """The address is proven, the account is active (ACC-10)."""

    name: ClassVar[str] = "accounts.address_verified"
    account_id: UUID
    verification_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileChanged(Event):
    """Name, country, language or currency are different now (ACC-04)."""

    name: ClassVar[str] = "accounts.profile_changed"
    account_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationErased(Event):
    """An account that was never verified is gone; whatever was kept for it goes as well (ACC-10)."""

    name: ClassVar[str] = "accounts.registration_erased"
    account_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDeviceSignedIn(Event):
    """Somebody has signed in with a browser that this account did not know (ACC-20)."""

    name: ClassVar[str] = "accounts.new_device"
    account_id: UUID
    device_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInWaits(Event):
    """A sign-in with a seller's password is locked, or a person looks at it first (SEL-05)."""

    name: ClassVar[str] = "accounts.sign_in_waits"
    account_id: UUID
    waiting_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInDecided(Event):
    """A person of the operator has let such a sign-in in, or has refused it (SEL-05)."""

    name: ClassVar[str] = "accounts.sign_in_decided"
    account_id: UUID
    waiting_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class SafetyChanged(Event):
    """The password, a factor, the codes or an address is different now; `what` is a word of `rules.safety` (ACC-21)."""

    name: ClassVar[str] = "accounts.safety_changed"
    account_id: UUID
    step_id: UUID
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressChanged(Event):
    """The account has a new e-mail address or phone number; the verification knows the old one, which is told."""

    name: ClassVar[str] = "accounts.address_changed"
    account_id: UUID
    verification_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountHeld(Event):
    """The account cannot be used until somebody releases it (ACC-30)."""

    name: ClassVar[str] = "accounts.held"
    account_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountReleased(Event):
    """It may be used; `was_verified` says whether its address is proven already."""

    name: ClassVar[str] = "accounts.released"
    account_id: UUID
    was_verified: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountBanned(Event):
    """Its sessions have ended and it cannot be signed in to (ACC-31)."""

    name: ClassVar[str] = "accounts.banned"
    account_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountUnbanned(Event):
    """The ban is lifted; the account is what it was before (ACC-31)."""

    name: ClassVar[str] = "accounts.unbanned"
    account_id: UUID
