"""Coins in a checkout: shown in the quote, reserved and held with the order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from uuid import UUID

from kontor.contexts.checkout.rules import Quote, Reduction
from kontor.contexts.coins.queries.offer import Good, offered
from kontor.contexts.coins.queries.shapes import Offer
from kontor.contexts.coins.services.hold_coins import hold_coins
from kontor.contexts.coins.services.reserve_coins import reserve_coins
from kontor.contexts.orders.rules import OrderDraft
from kontor.kernel.money import Money
from kontor.kernel.viewer import Buyer


def with_coins(viewer: Buyer, quote: Quote, coins: int | None = None) -> tuple[Quote, Offer]:
    """The quote less what coins pay, and what the viewer could use of them: one statement (COI-07).

    Args:
        quote: after coupons, before coins.
        coins: the buyer's choice; None offers the most and takes none.
    """
    offer = offered(viewer, goods_of(quote), quote.total, coins=coins)
    if not coins or not offer.coins:
        return quote, offer
    return _reduced(quote, offer.amount, offer.coins, offer.lines), offer


def goods_of(quote: Quote) -> list[Good]:
    """The lines of a quote as coins see them, after coupons; a line is named by its SKU."""
    return [
        Good(
            line.good.sku_id,
            store.seller.store_id,
            line.good.product_id,
            line.goods - quote.off(line.good.sku_id, line.goods.currency),
            line.good.price * line.quantity - quote.store_off(line.good.sku_id, line.good.price.currency),
        )
        for store in quote.stores
        for line in store.lines
    ]


def _reduced(
    quote: Quote,
    amount: Money,
    count: int,
    lines: Mapping[UUID, Money],
    store_lines: Mapping[UUID, Money] = MappingProxyType({}),
) -> Quote:
    coins = Reduction(code="coins", amount=amount, count=count, lines=lines, store_lines=store_lines)
    return replace(quote, reductions=(*quote.reductions, coins))


class PaidWithCoins:
    """A purchase of which coins pay a part, inside the transaction that places it."""

    def __init__(self, viewer: Buyer, quote: Quote, coins: int) -> None:
        """Choose the lots, the purse held.

        Raises:
            CoinsChanged: when so many cannot be used now.
        """
        self._viewer, self._table = viewer, quote.table
        self._planned = reserve_coins(
            viewer=viewer, goods=goods_of(quote), payable=quote.total, coins=coins, table=self._table
        )
        amount = self._planned.amount
        lines = {
            sku: Money(minor, amount.currency)
            for part in self._planned.deduction.parts
            for sku, minor in part.lines.items()
        }
        self.quote = _reduced(quote, amount, coins, lines, self._planned.store_lines)

    def hold(self, buyer_order_id: UUID, draft: OrderDraft) -> None:
        """Hold them for the order that is placed."""
        hold_coins(
            viewer=self._viewer,
            buyer_order_id=buyer_order_id,
            orders={part.store_id: part.id for part in draft.stores},
            planned=self._planned,
            table=self._table,
            lines={line.sku_id: line.id for part in draft.stores for line in part.lines},
        )
