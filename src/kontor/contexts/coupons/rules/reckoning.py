"""What coupons take of a purchase, to the minor unit (TRD-11). Pure.

One order, whatever order the buyer chose them in: stores' coupons first, then the platform's, then (elsewhere) coins.
A coupon reckons in its own currency and its result is converted once. Of every line at least one minor unit remains,
so that each store order is paid for and a total is never nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from kontor.contexts.coupons.rules.terms import CouponKind, Item, Terms, covers
from kontor.contexts.pricing.rules import RateTable
from kontor.kernel.money import Money, total


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What one coupon takes.

    Attributes:
        cost: of its budget, in its currency; `costs`: the part of each store.
        amount: what the buyer pays less; `lines`: line → its part.
        store_lines: line → what of the store's money that is, in the store's currency.
    """

    terms: Terms
    cost: Money
    costs: Mapping[UUID, Money]
    amount: Money
    lines: Mapping[UUID, Money]
    store_lines: Mapping[UUID, Money]


@dataclass(slots=True)
class _Rest:
    """What is left of a line."""

    goods: Money
    store_goods: Money


@dataclass(slots=True)
class _Purchase:
    items: Sequence[Item]
    table: RateTable
    rests: dict[UUID, _Rest] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.rests = {item.line_id: _Rest(item.goods, item.store_goods) for item in self.items}


def in_order(coupons: Iterable[Terms]) -> list[Terms]:
    """The one order in which coupons are reckoned: stores' before the platform's, then by id."""
    return sorted(coupons, key=lambda terms: (terms.store_id is None, terms.id))


def reckon(coupons: Iterable[Terms], items: Sequence[Item], table: RateTable) -> list[Taken] | None:
    """What these coupons take together, or None when one of them cannot be used."""
    purchase = _Purchase(items, table)
    found = []
    for terms in in_order(coupons):
        taken = _take(terms, purchase)
        if taken is None:
            return None
        found.append(taken)
    return found


def short_of(terms: Terms, items: Sequence[Item], table: RateTable) -> Money | None:
    """How much more the covered goods must cost (coupon's currency); None where it covers nothing here."""
    mine = [item for item in items if covers(terms, item)]
    if not mine:
        return None
    missing = terms.threshold - _base(terms, mine, _Purchase(items, table))
    return missing if missing.minor > 0 else Money.zero(terms.currency)


def _base(terms: Terms, mine: Sequence[Item], purchase: _Purchase) -> Money:
    """What the covered goods still cost, in the coupon's currency."""
    if terms.store_id is not None:
        return total([purchase.rests[item.line_id].store_goods for item in mine], terms.currency)
    currency = mine[0].goods.currency
    return _in(total([purchase.rests[item.line_id].goods for item in mine], currency), terms.currency, purchase.table)


def _in(money: Money, currency: str, table: RateTable) -> Money:
    if money.currency == currency:
        return money
    return money.convert(table.rate(money.currency, currency).value, currency)


def _take(terms: Terms, purchase: _Purchase) -> Taken | None:
    mine = [item for item in purchase.items if covers(terms, item)]
    if not mine:
        return None
    base = _base(terms, mine, purchase)
    if base < terms.threshold:
        return None
    cost = _promised(terms, base)
    if terms.left < cost:
        return None
    rooms = [max(0, purchase.rests[item.line_id].goods.minor - 1) for item in mine]
    store_rooms = [max(0, purchase.rests[item.line_id].store_goods.minor - 1) for item in mine]
    currency = mine[0].goods.currency
    if terms.store_id is not None and sum(store_rooms) < cost.minor:
        cost = Money(sum(store_rooms), cost.currency)
    amount = _in(cost, currency, purchase.table)
    if sum(rooms) < amount.minor:
        amount = Money(sum(rooms), currency)
        back = _in(amount, cost.currency, purchase.table)
        cost = min(cost, back)
    if amount.minor <= 0 or cost.minor <= 0:
        return None
    parts = amount.split(rooms)
    own = cost.split(store_rooms) if terms.store_id is not None else _covered(mine, parts, purchase)
    for item, part, store_part in zip(mine, parts, own, strict=True):
        rest = purchase.rests[item.line_id]
        rest.goods, rest.store_goods = rest.goods - part, rest.store_goods - store_part
    lines = {item.line_id: part for item, part in zip(mine, parts, strict=True) if part}
    return Taken(
        terms=terms, cost=cost, costs=_costs(cost, mine, parts), amount=amount, lines=lines,
        store_lines={item.line_id: part for item, part in zip(mine, own, strict=True) if item.line_id in lines or part},
    )  # fmt: skip


def _promised(terms: Terms, base: Money) -> Money:
    if terms.kind == CouponKind.AMOUNT:
        return terms.amount
    share = base.times(Decimal(terms.percent) / 100)
    return terms.cap if terms.cap and terms.cap < share else share


def _covered(mine: Sequence[Item], parts: Sequence[Money], purchase: _Purchase) -> list[Money]:
    """What of each store's money the platform's coupon covers: the same share of the line as of the buyer's."""
    found = []
    for item, part in zip(mine, parts, strict=True):
        rest = purchase.rests[item.line_id]
        share = Decimal(part.minor) / Decimal(rest.goods.minor) if rest.goods.minor else Decimal(0)
        found.append(rest.store_goods.times(share))
    return found


def _costs(cost: Money, mine: Sequence[Item], parts: Sequence[Money]) -> dict[UUID, Money]:
    weights: dict[UUID, int] = {}
    for item, part in zip(mine, parts, strict=True):
        weights[item.store_id] = weights.get(item.store_id, 0) + part.minor
    stores = sorted(weights)
    return dict(zip(stores, cost.split([weights[store] for store in stores]), strict=True))
