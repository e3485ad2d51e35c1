"""Where coins that must go back are taken from (COI-09). Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Source:
    """Another lot of the same giver, and what is free in it."""

    lot_id: UUID
    free: int


@dataclass(frozen=True, slots=True)
class Plan:
    """What is taken of the lot itself and of others; `missed`: what is nowhere."""

    own: int
    others: dict[UUID, int]
    missed: int

    @property
    def taken(self) -> int:
        return self.own + sum(self.others.values())


def takes(wanted: int, *, own: int, expired: int, others: Sequence[Source]) -> Plan:
    """Take `wanted` coins: first those of the lot, then, for what was spent, of the others in their order.

    Args:
        own: what is free in the lot itself.
        expired: of the lot; nobody has them, and nobody owes them.
    """
    first = min(wanted, own)
    rest = wanted - first - min(wanted - first, expired)
    found: dict[UUID, int] = {}
    for source in others:
        coins = min(rest, source.free)
        if coins:
            found[source.lot_id] = coins
            rest -= coins
    return Plan(first, found, rest)
