"""Coupons in a checkout: shown in the quote, reserved and held with the order. They come before coins."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from kontor.contexts.catalogue.queries import path_of
from kontor.contexts.checkout.lowering import lowered
from kontor.contexts.checkout.rules import Quote
from kontor.contexts.coupons.queries.offer import Item, Offer, any_open, offered
from kontor.contexts.coupons.rules.reckoning import Taken
from kontor.contexts.coupons.services.hold_coupons import hold_coupons
from kontor.contexts.coupons.services.reserve_coupons import reserve_coupons
from kontor.contexts.orders.rules import OrderDraft
from kontor.kernel.viewer import Buyer

_TREE = "en"  # of the category tree only the ids are looked at


def with_coupons(
    viewer: Buyer, quote: Quote, chosen: Collection[UUID] | None = None
) -> tuple[Quote, Offer | None]:  # fmt: skip
    """The quote less what coupons take, and what the viewer could use: one statement, or none where none may run.

    Args:
        chosen: the buyer's choice; None takes the coupons that save most.
    """
    if not chosen and not any_open([store.seller.store_id for store in quote.stores]):
        return quote, None
    offer = offered(viewer, items_of(quote), quote.table, chosen=chosen)
    return lowered(quote, offer.taken), offer


def items_of(quote: Quote) -> list[Item]:
    """The lines of a quote as coupons see them; a line is named by its SKU."""
    return [
        Item(
            line.good.sku_id,
            store.seller.store_id,
            line.good.product_id,
            frozenset(node.id for node in path_of(line.good.category_id, _TREE)),
            line.goods,
            line.good.price * line.quantity,
        )
        for store in quote.stores
        for line in store.lines
    ]


class LoweredByCoupons:
    """A purchase with coupons, inside the transaction that places it."""

    def __init__(self, viewer: Buyer, quote: Quote, coupon_ids: Collection[UUID]) -> None:
        """Reckon them at the rates of the quote.

        Raises:
            CouponsChanged: when they cannot be used now.
        """
        self._viewer, self._table = viewer, quote.table
        self._items = items_of(quote)
        self.taken: list[Taken] = reserve_coupons(
            viewer=viewer, items=self._items, coupon_ids=coupon_ids, table=self._table
        )
        self.quote = lowered(quote, self.taken)

    def hold(self, buyer_order_id: UUID, draft: OrderDraft) -> None:
        """Take them from their budgets for the order that is placed; the last thing in its transaction.

        Raises:
            CouponUsedUp: when a budget, or the buyer's limit, no longer holds one.
        """
        hold_coupons(
            viewer=self._viewer,
            buyer_order_id=buyer_order_id,
            orders={part.store_id: part.id for part in draft.stores},
            lines={line.sku_id: line.id for part in draft.stores for line in part.lines},
            stores={item.line_id: item.store_id for item in self._items},
            taken=self.taken,
            table=self._table,
        )
