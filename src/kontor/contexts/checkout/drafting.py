"""From a quote that the buyer agreed to, to the order that is placed. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from kontor.contexts.checkout.rules import Quote, StoreQuote
from kontor.contexts.orders.rules import LineDraft, OrderDraft, StoreOrderDraft
from kontor.contexts.pricing.rules import RateTable
from kontor.kernel.money import Money

_NO_COINS: Mapping[UUID, Money] = {}


def draft_of(
    quote: Quote,
    *,
    buyer_id: UUID,
    checkout_key: str,
    language: str,
    address: Mapping[str, object],
    notes: Mapping[UUID, str],
    table: RateTable,
    store_coins: Mapping[UUID, Money] = _NO_COINS,
) -> OrderDraft:
    """The order that `quote` becomes, with the rates of `table` frozen in it (TRD-04).

    Precondition: `quote.ready`.

    Args:
        store_coins: SKU → what of the store's money coins cover, where some are used.
    """
    worth = Money.of(quote.total.amount * table.rate(quote.currency, "USD").value, "USD")
    return OrderDraft(
        buyer_id=buyer_id,
        checkout_key=checkout_key,
        currency=quote.currency,
        country=quote.country,
        language=language,
        address=address,
        stores=[
            _part(store, quote, notes.get(store.seller.store_id, ""), table, store_coins) for store in quote.stores
        ],
        worth_us_cents=worth.minor,
    )


def _part(
    store: StoreQuote, quote: Quote, note: str, table: RateTable, store_coins: Mapping[UUID, Money]
) -> StoreOrderDraft:  # fmt: skip
    if store.chosen is None:
        raise ValueError(f"{store.seller.name} does not ship there")
    rate = table.rate(store.seller.currency, quote.currency)
    return StoreOrderDraft(
        store_id=store.seller.store_id,
        lines=[
            LineDraft(
                product_id=line.good.product_id,
                product_number=line.good.product_number,
                sku_id=line.good.sku_id,
                sku_code=line.good.sku_code,
                title=line.good.title,
                axes=list(line.good.axes),
                picture=line.good.picture,
                hs_code=line.good.hs_code,
                weight_g=line.good.weight_g,
                quantity=line.quantity,
                unit=line.unit,
                store_unit=line.good.price,
                tax=line.tax,
                commission_bp=line.good.commission_bp,
                coins_minor=sum(
                    each.lines[line.good.sku_id].minor for each in quote.reductions if line.good.sku_id in each.lines
                ),
                store_coins_minor=store_coins[line.good.sku_id].minor if line.good.sku_id in store_coins else 0,
            )
            for line in store.lines
        ],
        shipping=store.chosen.price,
        store_shipping=store.chosen.store_price,
        shipping_tax=store.tax.shipping,
        carrier=store.chosen.carrier,
        service=store.chosen.service,
        min_days=store.chosen.min_days,
        max_days=store.chosen.max_days,
        handling_days=max(line.good.handling_days for line in store.lines),
        rate=rate.value,
        rate_day=rate.day,
        rate_source=rate.source,
        note=note.strip(),
    )
