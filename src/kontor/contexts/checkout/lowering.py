"""A quote with coupons: lower totals, and less tax where a store sells for less. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from kontor.contexts.checkout.rules import Quote, Reduction, StoreQuote
from kontor.contexts.coupons.rules.reckoning import Taken
from kontor.kernel.money import Money, total

STORE, PLATFORM = "store_coupon", "platform_coupon"


def lowered(quote: Quote, taken: Sequence[Taken]) -> Quote:
    """The quote with these coupons, in the order in which they were reckoned: before coins.

    Which tax is due is decided by what the goods cost; how much, by what the store takes for them: its own coupon
    lowers it in proportion, what the platform pays for them does not.
    """
    if not taken:
        return quote
    reductions = [
        Reduction(
            code=PLATFORM if each.terms.store_id is None else STORE, amount=each.amount, lines=each.lines,
            store_lines=each.store_lines, name=each.terms.name, id=each.terms.id,
        )
        for each in taken
    ]  # fmt: skip
    off: dict[UUID, Money] = {}
    for each in reductions:
        if each.code == STORE:
            off |= each.lines
    stores = [_less_tax(store, off) for store in quote.stores]
    return replace(quote, stores=stores, reductions=(*quote.reductions, *reductions))


def _less_tax(store: StoreQuote, off: dict[UUID, Money]) -> StoreQuote:
    currency = store.goods.currency
    rebates = [off.get(line.good.sku_id, Money.zero(currency)) for line in store.lines]
    if not store.tax.goods or not any(rebates):
        return store
    goods = (store.goods - total(rebates, currency)).times(store.tax.percent / 100)
    weights = [(line.goods - rebate).minor for line, rebate in zip(store.lines, rebates, strict=True)]
    shares = goods.split(weights)
    lines = [replace(line, tax=share) for line, share in zip(store.lines, shares, strict=True)]
    return replace(store, lines=lines, tax=replace(store.tax, goods=goods))
