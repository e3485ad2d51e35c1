"""What accounts store: people, what proves their addresses, and what protects their way in."""

from kontor.contexts.accounts.models.devices import DeviceList, WaitingSignIn
from kontor.contexts.accounts.models.people import (
    Account,
    AccountState,
    Audience,
    Channel,
    Failure,
    LostRegistration,
    MailDomain,
    Purpose,
    Verification,
    VerificationLock,
)
from kontor.contexts.accounts.models.safety import AccountDevice, Factor, FactorKind, RecoveryCode, SecurityStep
from kontor.contexts.accounts.models.social import SocialIdentity, SocialVisit

__all__ = [
    "Account",
    "AccountDevice",
    "AccountState",
    "Audience",
    "Channel",
    "DeviceList",
    "Factor",
    "FactorKind",
    "Failure",
    "LostRegistration",
    "MailDomain",
    "Purpose",
    "RecoveryCode",
    "SecurityStep",
    "SocialIdentity",
    "SocialVisit",
    "Verification",
    "VerificationLock",
    "WaitingSignIn",
]
