"""Facts of sellers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from kontor.kernel.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreOpened(Event):
    name: ClassVar[str] = "sellers.store_opened"
    store_id: UUID
    owner_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreChanged(Event):
    """Name, texts, navigation or holidays changed; `renamed` says whether cards must be made again."""

    name: ClassVar[str] = "sellers.store_changed"
    store_id: UUID
    renamed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatGranted(Event):
    """`rights` is the comma-separated list that now holds; empty: the seat was taken away."""

    name: ClassVar[str] = "sellers.seat_granted"
    store_id: UUID
    account_id: UUID
    by_account_id: UUID | None
    rights: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreHidden(Event):
    """The store is out of sight (ACC-41): its goods leave lists and search. `penalty`: governance asked for it."""

    name: ClassVar[str] = "sellers.store_hidden"
    store_id: UUID
    hiding_id: UUID
    penalty: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreShown(Event):
    """It is back."""

    name: ClassVar[str] = "sellers.store_shown"
    store_id: UUID
    hiding_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class BusinessDecided(Event):
    """A reviewer has decided on a business: approve, send_back, refuse, or decline (a change is not wanted)."""

    name: ClassVar[str] = "sellers.business_decided"
    business_id: UUID
    decision: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreWentLive(Event):
    """A store that was being set up is open: people find it and buy its goods (SEL-06)."""

    name: ClassVar[str] = "sellers.store_live"
    store_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreClosed(Event):
    """The operator closed it: nobody finds it or buys its goods."""

    name: ClassVar[str] = "sellers.store_closed"
    store_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreReopened(Event):
    """It was closed and is open again."""

    name: ClassVar[str] = "sellers.store_reopened"
    store_id: UUID
