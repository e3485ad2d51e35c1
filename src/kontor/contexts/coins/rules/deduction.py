"""How many coins an order takes, of which lots, and what they pay of which line (COI-06, COI-07). Pure.

Two units meet: coins (whole, a hundredth of a yuan each) and minor units of the buyer's currency. `factor` says how
many of the latter one coin is worth. A number of coins pays the whole minor units in it, and no more coins are taken
than that amount needs: what is lost by rounding is less than one minor unit, and lost once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from uuid import UUID

from kontor.kernel.money import Money


@dataclass(frozen=True, slots=True)
class Room:
    """What coins may pay of one line: `minor` units of the buyer's currency."""

    line_id: UUID
    store_id: UUID
    minor: int


@dataclass(frozen=True, slots=True)
class Stock:
    """Coins of one lot that can be used now, and who gave them for what.

    Attributes:
        only_store_id: the one store that takes them; None: any.
        funder_id: the store that gave them; None: the platform.
    """

    lot_id: UUID
    coins: int
    only_store_id: UUID | None = None
    funder_id: UUID | None = None
    scene_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One store's part: coins of which lots it takes, what they pay, and of which line."""

    store_id: UUID
    coins: int
    minor: int
    lots: Mapping[UUID, int]
    lines: Mapping[UUID, int]


@dataclass(frozen=True, slots=True)
class Deduction:
    """`coins` pay `minor` units of the buyer's currency."""

    coins: int = 0
    minor: int = 0
    parts: Sequence[Part] = ()


@dataclass(slots=True)
class _Taken:
    """Coins taken so far: lot → coins, and how many of them one store alone takes."""

    lots: dict[UUID, int] = field(default_factory=dict)
    bound: dict[UUID, int] = field(default_factory=dict)
    total: int = 0


def worth(coins: int, factor: Decimal) -> int:
    """Whole minor units that `coins` are worth."""
    return int((coins * factor).to_integral_value(ROUND_FLOOR))


def needed(minor: int, factor: Decimal) -> int:
    """The fewest coins that are worth at least `minor` units."""
    return int((Decimal(minor) / factor).to_integral_value(ROUND_CEILING))


def fitting(minor: int, factor: Decimal) -> int:
    """The most coins of which none is wasted under a limit of `minor` units."""
    coins = needed(minor, factor)
    return coins if worth(coins, factor) <= minor else coins - 1


def ceiling(payable: Money, *, percent: int, most_fen: int, factor: Decimal) -> int:
    """The limit of one order in minor units: a part of what it costs, or an amount, whichever is lower (COI-07)."""
    return max(0, min(payable.minor * percent // 100, worth(most_fen, factor)))


def room_of(goods: Money, *, share: int) -> int:
    """What coins may pay of a line, by its product's own maximum share in per cent (COI-06)."""
    return goods.minor * share // 100


def deduct(
    stocks: Sequence[Stock], rooms: Sequence[Room], *, limit: int, factor: Decimal, coins: int | None = None
) -> Deduction:
    """Take coins for an order, of the lots in the order given (oldest expiry first).

    Args:
        limit: of the whole order, in minor units (`ceiling`).
        coins: at most so many, by the buyer's choice; None takes the most that is possible.

    Returns:
        Nothing is taken where not even one minor unit can be paid.
    """
    per_store: dict[UUID, int] = {}
    for room in rooms:
        if room.minor > 0:
            per_store[room.store_id] = per_store.get(room.store_id, 0) + room.minor
    whole = min(limit, sum(per_store.values()))
    most = fitting(whole, factor) if whole > 0 else 0
    if coins is not None:
        most = min(most, max(0, coins))
    found = sum(_take(stocks, per_store, most, factor).lots.values())
    minor = worth(found, factor)
    fewest = needed(minor, factor)
    taken = _take(stocks, per_store, fewest, factor)
    if minor == 0:
        return Deduction()
    return Deduction(taken.total, minor, _parts(taken, stocks, rooms, per_store, minor, factor))


def _take(stocks: Sequence[Stock], per_store: Mapping[UUID, int], most: int, factor: Decimal) -> _Taken:
    taken = _Taken()
    for stock in stocks:
        coins = min(stock.coins, most - taken.total)
        if (only := stock.only_store_id) is not None:
            before = taken.bound.get(only, 0)
            coins = min(coins, fitting(per_store.get(only, 0), factor) - before)
            if coins > 0:
                taken.bound[only] = before + coins
        if coins > 0:
            taken.lots[stock.lot_id] = coins
            taken.total += coins
    return taken


def _parts(
    taken: _Taken,
    stocks: Sequence[Stock],
    rooms: Sequence[Room],
    per_store: Mapping[UUID, int],
    minor: int,
    factor: Decimal,
) -> list[Part]:
    stores = sorted(per_store)
    bound = {store: worth(taken.bound.get(store, 0), factor) for store in stores}
    free = split(minor - sum(bound.values()), [per_store[store] - bound[store] for store in stores])
    pays = {store: bound[store] + more for store, more in zip(stores, free, strict=True)}
    general = taken.total - sum(taken.bound.values())
    spread = split(general, list(free) if any(free) else [per_store[store] for store in stores])
    lots = _deal(taken, stocks, dict(zip(stores, spread, strict=True)))
    parts = []
    for store in stores:
        own = [room for room in rooms if room.store_id == store and room.minor > 0]
        shares = split(pays[store], [room.minor for room in own])
        lines = {room.line_id: share for room, share in zip(own, shares, strict=True) if share}
        if lots[store] or lines:
            parts.append(Part(store, sum(lots[store].values()), pays[store], lots[store], lines))
    return parts


def _deal(taken: _Taken, stocks: Sequence[Stock], general: dict[UUID, int]) -> dict[UUID, dict[UUID, int]]:
    """Which lots pay which store: bound ones their own, the others store after store."""
    dealt: dict[UUID, dict[UUID, int]] = {store: {} for store in general}
    for stock in stocks:
        left = taken.lots.get(stock.lot_id, 0)
        if left and stock.only_store_id is not None:
            dealt[stock.only_store_id][stock.lot_id] = left
            continue
        for store, wanted in general.items():
            coins = min(left, wanted)
            if coins:
                dealt[store][stock.lot_id] = coins
                general[store] -= coins
                left -= coins
    return dealt


def split(whole: int, weights: Sequence[int]) -> list[int]:
    """Parts in proportion to `weights` that sum up, none above its weight where the whole is not above their sum."""
    return [part.minor for part in Money(whole, "XXX").split(weights)]
