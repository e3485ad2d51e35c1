"""What a purchase costs, to the cent, before anything is stored (TRD-05). Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from kontor.contexts.pricing.rules import RateTable, TaxResult, shown, taxes
from kontor.kernel.money import Money, total


@dataclass(frozen=True, slots=True, kw_only=True)
class Good:
    """A SKU in a cart, as the catalogue knows it now."""

    sku_id: UUID
    sku_code: str
    product_id: UUID
    product_number: int
    slug: str
    title: str
    axes: Sequence[tuple[str, str]]
    picture: str
    hs_code: str
    weight_g: int
    price: Money  # store currency
    commission_bp: int
    available: int
    sold: bool  # product approved, SKU active, store open
    wechat_pay: bool
    handling_days: int
    category_id: int = 0
    barred: bool = False  # under export control, and looked at from where it must not be offered (ACC-34)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seller:
    """The store of a part of the cart."""

    store_id: UUID
    name: str
    slug: str
    country: str
    currency: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shipping:
    """One way to ship a part, its price in both currencies."""

    carrier: str
    service: str
    name: str
    store_price: Money
    price: Money
    min_days: int
    max_days: int

    @property
    def code(self) -> str:
        return f"{self.carrier}:{self.service}"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotedLine:
    """One line, priced in the buyer's currency; `tax` is its part of the destination's tax."""

    good: Good
    quantity: int
    unit: Money
    goods: Money
    tax: Money
    seen: Money  # unit price in store currency when the buyer last saw it

    @property
    def short(self) -> bool:
        """Whether fewer are left than wanted, or it is not sold any more, or not there."""
        return self.good.barred or not self.good.sold or self.good.available < self.quantity

    @property
    def price_changed(self) -> bool:
        return self.seen != self.good.price


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreQuote:
    """One store's part: its lines, ways to ship with the chosen one, and what the destination adds."""

    seller: Seller
    lines: Sequence[QuotedLine]
    options: Sequence[Shipping]
    chosen: Shipping | None
    goods: Money
    store_goods: Money
    tax: TaxResult
    weight_g: int

    @property
    def shipping(self) -> Money:
        return self.chosen.price if self.chosen else Money.zero(self.goods.currency)

    @property
    def total(self) -> Money:
        return self.goods + self.shipping + self.tax.total


@dataclass(frozen=True, slots=True, kw_only=True)
class Reduction:
    """Something that lowers what is paid, not what the goods cost: coupons come before coins.

    Attributes:
        code: `store_coupon`, `platform_coupon` or `coins`; the number of coins is `count`.
        lines: SKU → what of it; `store_lines`: SKU → what of the store's money.
        name: of a coupon; `id`: which one.
    """

    code: str
    amount: Money
    count: int = 0
    lines: Mapping[UUID, Money] = field(default_factory=dict)
    store_lines: Mapping[UUID, Money] = field(default_factory=dict)
    name: str = ""
    id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """The whole purchase. `fingerprint` changes with every figure that the buyer agreed to.

    `table` has the rates by which all of it is priced, and by which the order keeps them.
    """

    currency: str
    country: str
    stores: Sequence[StoreQuote]
    table: RateTable
    reductions: Sequence[Reduction] = ()

    @property
    def goods(self) -> Money:
        return total([store.goods for store in self.stores], self.currency)

    @property
    def shipping(self) -> Money:
        return total([store.shipping for store in self.stores], self.currency)

    @property
    def tax(self) -> Money:
        return total([store.tax.total for store in self.stores], self.currency)

    @property
    def total(self) -> Money:
        """What is charged."""
        return self.goods + self.shipping + self.tax - total([each.amount for each in self.reductions], self.currency)

    def off(self, sku_id: UUID, currency: str) -> Money:
        """What all reductions take of one line."""
        return total([each.lines[sku_id] for each in self.reductions if sku_id in each.lines], currency)

    def store_off(self, sku_id: UUID, currency: str) -> Money:
        """The same of the store's money."""
        return total([each.store_lines[sku_id] for each in self.reductions if sku_id in each.store_lines], currency)

    @property
    def units(self) -> int:
        return sum(line.quantity for store in self.stores for line in store.lines)

    @property
    def ready(self) -> bool:
        """Whether it can be ordered: something in it, all of it there, all of it shippable."""
        return bool(self.stores) and all(
            store.chosen is not None and not any(line.short for line in store.lines) for store in self.stores
        )

    @property
    def wechat_everywhere(self) -> bool:
        return all(line.good.wechat_pay for store in self.stores for line in store.lines)

    @property
    def fingerprint(self) -> str:
        parts = [self.country, str(self.total)]
        for store in self.stores:
            parts += [str(store.seller.store_id), store.chosen.code if store.chosen else "", str(store.shipping)]
            parts += [f"{line.good.sku_id}:{line.quantity}:{line.unit}:{line.tax}" for line in store.lines]
            parts.append(str(store.tax.total))
        parts += [f"{each.code}:{each.id or ''}:{each.count}:{each.amount}" for each in self.reductions]
        return hashlib.sha256("|".join(parts).encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A line of a cart, with what the catalogue says of it."""

    good: Good
    seller: Seller
    quantity: int
    seen: Money


@dataclass(frozen=True, slots=True)
class Freight:
    """A way to ship, as logistics offers it."""

    carrier: str
    service: str
    name: str
    price: Money
    min_days: int
    max_days: int


def by_store(wanted: Sequence[Wanted]) -> dict[UUID, list[Wanted]]:
    """The lines of each store, stores by name, lines in cart order."""
    groups: dict[UUID, list[Wanted]] = {}
    for line in sorted(wanted, key=lambda line: (line.seller.name, line.seller.store_id)):
        groups.setdefault(line.seller.store_id, []).append(line)
    return groups


def quote(
    wanted: Sequence[Wanted],
    *,
    country: str,
    currency: str,
    freight: Mapping[UUID, Sequence[Freight]],
    choices: Mapping[UUID, str],
    table: RateTable,
) -> Quote:
    """Price the cart for a destination.

    Args:
        country: where the parcels go.
        currency: what the buyer pays in.
        freight: per store, the ways to ship, cheapest first.
        choices: per store, the `carrier:service` chosen; the cheapest where none is, or it is not offered.
    """
    stores = [
        _part(lines, country, currency, freight.get(store_id, ()), choices.get(store_id, ""), table)
        for store_id, lines in by_store(wanted).items()
    ]
    return Quote(currency=currency, country=country, stores=stores, table=table)


def _part(
    wanted: Sequence[Wanted], country: str, currency: str, freight: Sequence[Freight], choice: str, table: RateTable
) -> StoreQuote:
    seller = wanted[0].seller
    units = [shown(line.good.price, currency, table) for line in wanted]
    sums = [unit * line.quantity for unit, line in zip(units, wanted, strict=True)]
    goods = total(sums, currency)
    options = [
        Shipping(
            carrier=way.carrier, service=way.service, name=way.name, store_price=way.price,
            price=shown(way.price, currency, table), min_days=way.min_days, max_days=way.max_days,
        )
        for way in freight
    ]  # fmt: skip
    chosen = next((option for option in options if option.code == choice), options[0] if options else None)
    tax = taxes(country, seller.country, goods, chosen.price if chosen else Money.zero(currency), table)
    shares = tax.goods.split([part.minor for part in sums])
    return StoreQuote(
        seller=seller,
        lines=[
            QuotedLine(good=line.good, quantity=line.quantity, unit=unit, goods=part, tax=share, seen=line.seen)
            for line, unit, part, share in zip(wanted, units, sums, shares, strict=True)
        ],
        options=options,
        chosen=chosen,
        goods=goods,
        store_goods=total([line.good.price * line.quantity for line in wanted], seller.currency),
        tax=tax,
        weight_g=sum(line.good.weight_g * line.quantity for line in wanted),
    )
