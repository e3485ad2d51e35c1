"""Who reads or acts. Every query and every service names one (house law 7)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Buyer:
    """A signed-in buyer."""

    buyer_id: UUID


@dataclass(frozen=True, slots=True)
class Seat:
    """A member of a store, with the rights that the store gave (SEL-03)."""

    account_id: UUID
    store_id: UUID
    rights: frozenset[str]

    def may(self, right: str) -> bool:
        """Whether the seat holds `right` (`area.right`, e.g. `orders.ship`)."""
        return right in self.rights


@dataclass(frozen=True, slots=True)
class Applicant:
    """A signed-in seller who has no store yet, on the way to one (SEL-01)."""

    account_id: UUID


@dataclass(frozen=True, slots=True)
class Operator:
    """A member of the operator's staff."""

    account_id: UUID


@dataclass(frozen=True, slots=True)
class System:
    """Kontor itself: a timer, a callback, a command."""

    name: str


Viewer = Buyer | Seat | Operator | System
