"""Placing an order: the rows of a priced purchase."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from kontor.contexts.orders.events import BuyerOrderPlaced, OrderPlaced
from kontor.contexts.orders.lifecycle import State
from kontor.contexts.orders.models import BuyerOrder, Line, Step, StoreOrder
from kontor.contexts.orders.policy import UNPAID_CLOSES_AFTER
from kontor.contexts.orders.rules import OrderDraft, StoreOrderDraft, expected
from kontor.kernel.clock import now
from kontor.kernel.events import Event
from kontor.kernel.money import Money
from kontor.platform import events


@dataclass(frozen=True, slots=True)
class Placed:
    """What placement hands back: enough to pay."""

    buyer_order_id: UUID
    number: int
    total: Money


def place(*, draft: OrderDraft) -> Placed:
    """Store `draft` as one buyer order with one store order per store (TRD-05), unpaid.

    Stock must be reserved in the same transaction by the caller (`checkout.services.place_order`).

    Raises:
        IntegrityError: when the buyer has already placed an order with this checkout key; the caller
            rolls back and hands out that order.
    """
    at = now()
    with transaction.atomic():
        order = BuyerOrder(
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
        order.save(force_insert=True)
        parts = [_store_order(order, store) for store in draft.stores]
        StoreOrder.objects.bulk_create(parts)
        Line.objects.bulk_create(_lines(draft))
        Step.objects.bulk_create(
            Step(
                store_id=part.store_id, order_id=part.id, move="place", source="", target=State.PLACED,
                actor="buyer", actor_id=draft.buyer_id, at=at,
            )
            for part in parts
        )  # fmt: skip
        facts: list[Event] = [
            BuyerOrderPlaced(key=order.buyer_id, buyer_id=order.buyer_id, buyer_order_id=order.id, number=order.number)
        ]
        facts += [
            OrderPlaced(key=p.store_id, store_id=p.store_id, order_id=p.id, buyer_id=p.buyer_id, number=p.number)
            for p in parts
        ]
        events.record(*facts)
    return Placed(order.id, order.number, draft.total)


def _store_order(order: BuyerOrder, draft: StoreOrderDraft) -> StoreOrder:
    earliest, latest = expected(order.placed_at + timedelta(days=draft.handling_days), draft.min_days, draft.max_days)
    return StoreOrder(
        store_id=draft.store_id,
        id=draft.id,
        buyer_id=order.buyer_id,
        buyer_order_id=order.id,
        buyer_order_number=order.number,
        currency=order.currency,
        goods_minor=draft.goods.minor,
        shipping_minor=draft.shipping.minor,
        tax_minor=draft.tax.minor,
        total_minor=draft.total.minor,
        store_currency=draft.store_shipping.currency,
        store_goods_minor=draft.store_goods.minor,
        store_shipping_minor=draft.store_shipping.minor,
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


def _lines(draft: OrderDraft) -> list[Line]:
    return [
        Line(
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
