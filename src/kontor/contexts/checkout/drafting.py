"""From a quote that the buyer agreed to, to the order that is placed. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from kontor.contexts.checkout.rules import Quote, StoreQuote
from kontor.contexts.orders.rules import NOTHING_OFF, LineDraft, Off, OrderDraft, StoreOrderDraft
from kontor.contexts.pricing.rules import RateTable
from kontor.kernel.money import Money

_COLUMNS = {"store_coupon": "rebate", "platform_coupon": "subsidy", "coins": "coins"}


def draft_of(
    quote: Quote,
    *,
    buyer_id: UUID,
    checkout_key: str,
    language: str,
    address: Mapping[str, object],
    notes: Mapping[UUID, str],
    table: RateTable,
) -> OrderDraft:
    """The order that `quote` becomes, with the rates of `table` frozen in it (TRD-04).

    Precondition: `quote.ready`.
    """
    worth = Money.of(quote.total.amount * table.rate(quote.currency, "USD").value, "USD")
    return OrderDraft(
        buyer_id=buyer_id,
        checkout_key=checkout_key,
        currency=quote.currency,
        country=quote.country,
        language=language,
        address=address,
        stores=[_part(store, quote, notes.get(store.seller.store_id, ""), table) for store in quote.stores],
        worth_us_cents=worth.minor,
    )


def _part(store: StoreQuote, quote: Quote, note: str, table: RateTable) -> StoreOrderDraft:
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
                off=_reduced(line.good.sku_id, quote),
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


def _reduced(sku_id: UUID, quote: Quote) -> Off:
    """What is off a line, by who bears it."""
    found: dict[str, int] = {}
    for each in quote.reductions:
        column = _COLUMNS[each.code]
        for name, lines in ((f"{column}_minor", each.lines), (f"store_{column}_minor", each.store_lines)):
            if sku_id in lines:
                found[name] = found.get(name, 0) + lines[sku_id].minor
    return Off(**found) if found else NOTHING_OFF
