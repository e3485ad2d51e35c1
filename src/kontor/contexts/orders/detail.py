"""One order, whole, as its viewer may see it."""

from __future__ import annotations

from uuid import UUID

from kontor.contexts.orders.cards import card, masked
from kontor.contexts.orders.lifecycle import STORE_ORDER
from kontor.contexts.orders.models import BuyerOrder, Line, Step, StoreOrder
from kontor.contexts.orders.policy import RECIPIENT_SHOWN_AFTER
from kontor.contexts.orders.rules import shows_recipient
from kontor.contexts.orders.shapes import Detail, LineView, StepView
from kontor.kernel.clock import now
from kontor.kernel.lifecycle import Actor
from kontor.kernel.money import Money
from kontor.kernel.viewer import Buyer, Operator, Seat, Viewer


def detail(viewer: Viewer, store_id: UUID, order_id: UUID, *, recipient: bool = True) -> Detail:
    """One store order for `viewer`; who may see it at all is the caller's question.

    Args:
        recipient: whether the address is wanted; without it nobody but the buyer gets it.
    """
    order = StoreOrder.objects.select_related("store").get(store_id=store_id, id=order_id)
    placed = BuyerOrder.objects.filter(buyer_id=order.buyer_id, id=order.buyer_order_id).first()
    lines = Line.objects.filter(store_id=store_id, order_id=order_id).order_by("id")
    steps = Step.objects.filter(store_id=store_id, order_id=order_id).order_by("at", "id")
    actor = {Buyer: Actor.BUYER, Seat: Actor.SELLER, Operator: Actor.OPERATOR}.get(type(viewer), Actor.SYSTEM)
    hidden = not isinstance(viewer, Buyer) and not recipient
    if isinstance(viewer, Seat) and not _may_label(viewer, order):
        hidden = True
    shown = card(
        (
            order.store_id, order.id, order.number, order.buyer_order_number, order.state, order.store.name,
            order.store.slug, order.buyer_id, order.total_minor, order.currency,
            order.due_minor, order.store_currency, order.line_count,
            order.first_title, order.first_picture, order.ship_to_country, order.placed_at, order.ship_by,
            order.receive_by, order.expected_to,
        ),
        placed.pay_by if placed else None,
    )  # fmt: skip
    if not isinstance(viewer, Buyer):
        shown = masked([shown])[0]
    paid, own = order.currency, order.store_currency
    return Detail(
        card=shown,
        goods=Money(order.goods_minor, paid), shipping=Money(order.shipping_minor, paid),
        tax=Money(order.tax_minor, paid), rebate=Money(order.rebate_minor, paid),
        subsidy=Money(order.subsidy_minor, paid), coins=Money(order.coins_minor, paid),
        store_goods=Money(order.store_goods_minor, own), store_shipping=Money(order.store_shipping_minor, own),
        store_rebate=Money(order.store_rebate_minor, own),
        commission=Money(order.commission_minor, own),
        rate=order.rate, rate_day=order.rate_day, rate_source=order.rate_source, carrier=order.carrier,
        service=order.service, note=order.note, address={} if hidden or placed is None else placed.address,
        language=placed.language if placed else "", paid_at=order.paid_at, shipped_at=order.shipped_at,
        delivered_at=order.delivered_at, received_at=order.received_at, ended_at=order.ended_at,
        end_reason=order.end_reason, expected_from=order.expected_from, expected_to=order.expected_to,
        lines=[_line(line, paid, own) for line in lines],
        steps=[
            StepView(move=s.move, source=s.source, target=s.target, actor=s.actor, actor_id=s.actor_id,
                     reason=s.reason, at=s.at)
            for s in steps
        ],
        moves=STORE_ORDER.possible(order.state, actor),
    )  # fmt: skip


def _may_label(seat: Seat, order: StoreOrder) -> bool:
    """Whether this person has to do with the parcel, now (ACC-40)."""
    if not (seat.may("orders.ship") or seat.may("logistics.labels")):
        return False
    return shows_recipient(order.state, order.delivered_at, RECIPIENT_SHOWN_AFTER.int(), now())


def _line(line: Line, paid: str, own: str) -> LineView:
    return LineView(
        line_id=line.id, product_id=line.product_id, product_number=line.product_number, sku_id=line.sku_id,
        sku_code=line.sku_code, title=line.title, axes=[(a, b) for a, b in line.axes], picture=line.picture,
        hs_code=line.hs_code, weight_g=line.weight_g, quantity=line.quantity, shipped=line.shipped,
        unit=Money(line.unit_minor, paid), goods=Money(line.unit_minor * line.quantity, paid),
        tax=Money(line.tax_minor, paid), store_unit=Money(line.store_unit_minor, own),
        commission_bp=line.commission_bp,
    )  # fmt: skip
