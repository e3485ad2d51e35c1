"""Coins in plain Python: what state machines believe of lots, funds and scenes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

PLACES = ("left", "held", "used", "expired", "taken", "moved")
FUND_AT_LEAST = 50_000  # fen


@dataclass
class Coins:
    """The model of a lot."""

    funder: UUID | None
    only: UUID | None
    scene: UUID | None
    expires: datetime
    coins: int
    order: UUID | None = None
    waits: bool = False
    recalled: int = 0
    at: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.at = dict.fromkeys(PLACES, 0) | {"held" if self.waits else "left": self.coins}

    def move(self, source: str, target: str, many: int) -> None:
        self.at[source] -= many
        self.at[target] += many


@dataclass
class Occasion:
    """The model of a scene: what it gives at one time, and has given."""

    coins: int
    budget: int
    cap: int
    store: UUID | None = None
    only_here: bool = False
    given: int = 0


@dataclass
class Book:
    """All lots of all buyers, the funds of stores, the scenes. Every amount is in yuan: a coin is a fen."""

    lots: dict[UUID, dict[UUID, Coins]]
    funds: dict[UUID | None, int]
    scenes: dict[UUID, Occasion] = field(default_factory=dict)

    def due(self, buyer: UUID, scene: UUID) -> int:
        """How many coins the scene gives this buyer now: all of a time, or none."""
        made = self.scenes[scene]
        had = sum(lot.coins - lot.at["taken"] for lot in self.lots[buyer].values() if lot.scene == scene)
        fits = made.given + made.coins <= made.budget and had + made.coins <= made.cap
        return made.coins if fits and (made.store is None or self.funds[made.store] >= FUND_AT_LEAST) else 0

    def give(
        self, buyer: UUID, scene: UUID, lot: UUID, expires: datetime, order: UUID | None = None, *, waits: bool = False
    ) -> None:  # fmt: skip
        made = self.scenes[scene]
        only = made.store if made.only_here else None
        self.lots[buyer][lot] = Coins(made.store, only, scene, expires, made.coins, order, waits)
        made.given += made.coins

    def usable(self, buyer: UUID, at: datetime) -> list[tuple[UUID, Coins]]:
        """Oldest expiry first."""
        lots = [(key, lot) for key, lot in self.lots[buyer].items() if lot.at["left"] and lot.expires > at]
        return sorted(lots, key=lambda item: (item[1].expires, item[0]))

    def most(self, buyer: UUID, room: Mapping[UUID, int], limit: int, at: datetime) -> dict[UUID, int]:
        """Lot → coins: oldest first, bound ones only where there is room."""
        left, bound, taken = min(limit, sum(room.values())), dict(room), {}
        for key, lot in self.usable(buyer, at):
            many = min(lot.at["left"], left, bound.get(lot.only, 0) if lot.only else left)
            if many:
                taken[key] = many
                left -= many
                if lot.only:
                    bound[lot.only] -= many
        return taken

    def move(self, buyer: UUID, coins: Mapping[UUID, int], source: str, target: str) -> None:
        for key, many in coins.items():
            self.lots[buyer][key].move(source, target, many)

    def use(self, buyer: UUID, coins: Mapping[UUID, int]) -> None:
        """An order is paid: the funds pay."""
        self.move(buyer, coins, "held", "used")
        for key, many in coins.items():
            self.funds[self.lots[buyer][key].funder] -= many

    def back(self, buyer: UUID, lot: UUID, many: int, at: datetime) -> None:
        """Money went back, and so do coins of this lot: into it, or, where it has expired, into a new one."""
        mine = self.lots[buyer][lot]
        mine.move("used", "left" if mine.expires > at else "moved", many)
        self.funds[mine.funder] += many

    def again(
        self, buyer: UUID, lot: UUID, funder: UUID | None, only: UUID | None, expires: datetime, coins: int
    ) -> None:
        """The new lot of those that had expired."""
        if lot not in self.lots[buyer]:
            self.lots[buyer][lot] = Coins(funder, only, None, expires, coins)

    def brought(self, buyer: UUID, order: UUID) -> list[tuple[UUID, Coins]]:
        return sorted(item for item in self.lots[buyer].items() if item[1].order == order)

    def take(self, buyer: UUID, order: UUID, refunded: int, paid: int) -> int:
        """The order that brought coins is refunded in a share, or closed unpaid: how many are taken back."""
        total = 0
        for key, lot in self.brought(buyer, order):
            target = half_up(lot.coins * refunded, paid) if paid else lot.coins
            wanted = max(0, target - lot.recalled)
            lot.recalled = max(target, lot.recalled)
            place = "held" if lot.waits else "left"
            own = min(wanted, lot.at[place])
            rest = max(0, wanted - own - lot.at["expired"])
            self._gone(lot, own, place)
            for other in self._others(buyer, key, lot.funder):
                many = min(rest, other.at["left"])
                self._gone(other, many, "left")
                own, rest = own + many, rest - many
            total += own
        return total

    def _others(self, buyer: UUID, key: UUID, funder: UUID | None) -> Iterator[Coins]:
        others = [item for item in self.lots[buyer].items() if item[0] != key and item[1].funder == funder]
        return (lot for _, lot in sorted(others, key=lambda item: (item[1].expires, item[0])))

    def _gone(self, lot: Coins, many: int, place: str) -> None:
        lot.move(place, "taken", many)
        if lot.scene:
            self.scenes[lot.scene].given -= many

    def free(self, buyer: UUID, order: UUID) -> None:
        """The order that brought coins is paid: they can be used."""
        for _, lot in self.brought(buyer, order):
            if lot.waits:
                lot.move("held", "left", lot.at["held"])
                lot.waits = False

    def expire(self, at: datetime) -> None:
        for lots in self.lots.values():
            for lot in lots.values():
                if lot.expires <= at:
                    lot.move("left", "expired", lot.at["left"])

    def purse(self, buyer: UUID) -> tuple[int, int]:
        """What can be spent, and what is held."""
        left, held = (sum(lot.at[place] for lot in self.lots[buyer].values()) for place in ("left", "held"))
        return left, held


@dataclass
class Order:
    """The model of a purchase: lot → coins held; store order → (lot → coins), and how many of them came back."""

    buyer: UUID
    held: dict[UUID, int]
    uses: dict[UUID, dict[UUID, int]]
    state: str = "held"
    refunded: dict[UUID, int] = field(default_factory=dict)
    backs: dict[tuple[UUID, UUID], int] = field(default_factory=dict)


def half_up(dividend: int, divisor: int) -> int:
    """A share of whole units, rounded half-up."""
    return (2 * dividend + divisor) // (2 * divisor)


def shared(whole: int, weights: Sequence[int]) -> list[int]:
    """Parts in proportion to `weights` that sum up: what is left over goes to the largest remainders."""
    every = sum(weights)
    if not whole:
        return [0 for _ in weights]
    parts = [whole * weight // every for weight in weights]
    rests = sorted(range(len(weights)), key=lambda place: (-(whole * weights[place] % every), place))
    for place in rests[: whole - sum(parts)]:
        parts[place] += 1
    return parts
