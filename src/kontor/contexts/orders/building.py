"""Rows of an order from its draft, before anything has happened to it."""

from __future__ import annotations

from datetime import datetime, timedelta

from kontor.contexts.orders.models import BuyerOrder, Line, StoreOrder
from kontor.contexts.orders.policy import UNPAID_CLOSES_AFTER
from kontor.contexts.orders.rules import OrderDraft, StoreOrderDraft, expected
from kontor.platform.database.rows import new


def buyer_order_of(draft: OrderDraft, at: datetime) -> BuyerOrder:
    """The buyer order that `draft` becomes when it is placed at `at`."""
    return new(
        BuyerOrder,
        buyer_id=draft.buyer_id,
        store_ids=[store.store_id for store in draft.stores],
        currency=draft.currency,
        total_minor=draft.total.minor,
        worth_us_cents=draft.worth_us_cents,
        address=dict(draft.address),
        country=draft.country,
        language=draft.language,
        checkout_key=draft.checkout_key,
        placed_at=at,
        pay_by=at + timedelta(hours=UNPAID_CLOSES_AFTER.int()),
    )


def store_order_of(order: BuyerOrder, draft: StoreOrderDraft) -> StoreOrder:
    """One store's part of `order`."""
    earliest, latest = expected(order.placed_at + timedelta(days=draft.handling_days), draft.min_days, draft.max_days)
    return new(
        StoreOrder,
        store_id=draft.store_id,
        id=draft.id,
        buyer_id=order.buyer_id,
        buyer_order_id=order.id,
        buyer_order_number=order.number,
        currency=order.currency,
        goods_minor=draft.goods.minor,
        shipping_minor=draft.shipping.minor,
        tax_minor=draft.tax.minor,
        rebate_minor=sum(line.off.rebate_minor for line in draft.lines),
        subsidy_minor=sum(line.off.subsidy_minor for line in draft.lines),
        coins_minor=sum(line.off.coins_minor for line in draft.lines),
        total_minor=draft.total.minor,
        store_currency=draft.store_shipping.currency,
        store_goods_minor=draft.store_goods.minor,
        store_shipping_minor=draft.store_shipping.minor,
        store_rebate_minor=sum(line.off.store_rebate_minor for line in draft.lines),
        store_subsidy_minor=sum(line.off.store_subsidy_minor for line in draft.lines),
        store_coins_minor=sum(line.off.store_coins_minor for line in draft.lines),
        commission_minor=draft.commission.minor,
        rate=draft.rate,
        rate_day=draft.rate_day,
        rate_source=draft.rate_source,
        carrier=draft.carrier,
        service=draft.service,
        min_days=draft.min_days,
        max_days=draft.max_days,
        handling_days=draft.handling_days,
        ship_to_country=order.country,
        note=draft.note,
        line_count=len(draft.lines),
        first_title=draft.lines[0].title,
        first_picture=draft.lines[0].picture,
        placed_at=order.placed_at,
        expected_from=earliest,
        expected_to=latest,
    )


def lines_of(draft: OrderDraft) -> list[Line]:
    """The lines of all stores' parts."""
    return [
        new(
            Line,
            store_id=store.store_id,
            id=line.id,
            order_id=store.id,
            product_id=line.product_id,
            product_number=line.product_number,
            sku_id=line.sku_id,
            sku_code=line.sku_code,
            title=line.title,
            axes=[list(pair) for pair in line.axes],
            picture=line.picture,
            hs_code=line.hs_code,
            weight_g=line.weight_g,
            quantity=line.quantity,
            unit_minor=line.unit.minor,
            tax_minor=line.tax.minor,
            store_unit_minor=line.store_unit.minor,
            commission_bp=line.commission_bp,
        )
        for store in draft.stores
        for line in store.lines
    ]
