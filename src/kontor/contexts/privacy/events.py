"""Facts about people's rights over their data. They carry ids and counts only (ACC-40)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from kontor.kernel.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountErased(Event):
    """A person is gone: whatever a context keeps outside of the register goes now (ACC-42)."""

    name: ClassVar[str] = "privacy.account_erased"
    account_id: UUID
    audience: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentChanged(Event):
    """Given or withdrawn: `code` is one of `consents.CONSENTS`."""

    name: ClassVar[str] = "privacy.consent_changed"
    account_id: UUID
    code: str
    given: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BuyerDataOverread(Event):
    """A seat, or a store as a whole, has opened more pages with buyers' orders than allowed (ACC-41).

    Recorded once per window.
    """

    name: ClassVar[str] = "privacy.buyer_data_overread"
    store_id: UUID
    account_id: UUID
    overread_id: UUID
    whole_store: bool
    most: int
