"""A market of three goods in plain Python: what the state machine believes of coupons, orders and stock.

Everything is in yuan, so that a coin is a fen and nothing is converted. Rounding is half-up, splits go by largest
remainder; both are written anew here (`coins/tests/model.py`), not taken from the code that is looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from kontor.contexts.coins.tests.model import Order, half_up, shared

VAT, SHIPPING = {"tea-house": 21, "lamp-shop": 0}, {"tea-house": 3600, "lamp-shop": 500}
PERCENT, MOST = 30, 5000  # of a purchase, with coins


@dataclass
class Ware:
    """A SKU: its price, what is on the shelf, and what of it is promised."""

    store: str
    price: int
    shelf: int
    promised: int = 0
    takes_coins: bool = True


@dataclass
class Voucher:
    """A coupon with its budget; `uses`: buyer → how often held or used; `claims`: who has it."""

    id: UUID
    store: UUID | None
    kind: str
    figure: int
    cap: int
    threshold: int
    wares: frozenset[str]  # that it is for; empty: all
    code: str
    new_only: bool
    per_buyer: int
    budget_count: int
    budget: int
    ends: datetime
    state: str = "running"
    count: int = 0
    taken: int = 0
    uses: dict[UUID, int] = field(default_factory=dict)
    claims: set[UUID] = field(default_factory=set)

    def open(self, at: datetime) -> bool:
        fits = self.count < self.budget_count and self.taken < self.budget
        return self.state == "running" and at < self.ends and fits

    def usable(self, buyer: UUID, at: datetime, *, new: bool) -> bool:
        has = self.uses.get(buyer, 0) < self.per_buyer if buyer in self.claims else not self.code
        return self.open(at) and has and (new or not self.new_only)


@dataclass
class Part:
    """A store order: units of wares, and who bears what of its price."""

    store: str
    units: dict[str, int]
    goods: int
    rebate: int = 0  # the store's coupon
    subsidy: int = 0  # the platform's
    coins: int = 0
    state: str = "placed"
    refunded: int = 0

    @property
    def tax(self) -> int:
        percent = VAT[self.store]
        return half_up((self.goods - self.rebate) * percent, 100) + half_up(SHIPPING[self.store] * percent, 100)

    @property
    def price(self) -> int:
        """With coupons, before coins."""
        return self.goods + SHIPPING[self.store] + self.tax - self.rebate - self.subsidy

    @property
    def total(self) -> int:
        return self.price - self.coins


@dataclass
class Used:
    """A coupon in a purchase: what it took of its budget for each store."""

    voucher: Voucher
    costs: dict[str, int]
    state: str = "held"
    back: dict[str, int] = field(default_factory=dict)


@dataclass
class Purchase:
    """A buyer order; `coins` is its part of the coins' book, None without any."""

    buyer: UUID
    parts: dict[str, Part]
    used: list[Used]
    ids: dict[str, UUID] = field(default_factory=dict)
    coins: Order | None = None
    state: str = "placed"


def priced(basket: Mapping[str, int], wares: Mapping[str, Ware]) -> dict[str, Part]:
    """The store orders that a basket becomes, without coupons and coins."""
    parts: dict[str, Part] = {}
    for name, many in basket.items():
        ware = wares[name]
        part = parts.setdefault(ware.store, Part(ware.store, {}, 0))
        part.units[name] = many
        part.goods += ware.price * many
    return parts


def lower(
    chosen: Iterable[Voucher], rests: dict[str, int], wares: Mapping[str, Ware], stores: Mapping[str, UUID]
) -> list[Used] | None:
    """What coupons take, stores' own first, then the platform's; `rests` are the wares' costs, which they lower.

    Returns:
        None where one cannot be used, or not beside another: one of each store, one of the platform.
    """
    order = sorted(chosen, key=lambda voucher: (voucher.store is None, voucher.id))
    if len({voucher.store for voucher in order}) < len(order):
        return None
    found = []
    for voucher in order:
        mine = [
            name
            for name in rests
            if voucher.store in (None, stores[wares[name].store]) and (not voucher.wares or name in voucher.wares)
        ]
        base = sum(rests[name] for name in mine)
        cost = voucher.figure
        if voucher.kind == "percent":
            cost = half_up(base * voucher.figure, 100)
            cost = min(cost, voucher.cap) if voucher.cap else cost
        if not mine or base < voucher.threshold or voucher.budget - voucher.taken < cost:
            return None
        rooms = [rests[name] - 1 for name in mine]
        cost = min(cost, sum(rooms))
        if cost <= 0:
            return None
        used = Used(voucher, {})
        for name, part in zip(mine, shared(cost, rooms), strict=True):
            rests[name] -= part
            if part:
                store = wares[name].store
                used.costs[store] = used.costs.get(store, 0) + part
        found.append(used)
    return found


def apply(parts: Mapping[str, Part], used: Sequence[Used]) -> None:
    """Write down at each store order what coupons take of it."""
    for each in used:
        for store, cost in each.costs.items():
            if each.voucher.store is None:
                parts[store].subsidy += cost
            else:
                parts[store].rebate += cost


def ceiling(parts: Iterable[Part]) -> int:
    """How much of a purchase coins may pay at most."""
    return min(sum(part.price for part in parts) * PERCENT // 100, MOST)
