"""What a packing slip says of an order, for many orders at once and only while a parcel must be labelled (ACC-40)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from kontor.contexts.orders.models import BuyerOrder, Line, StoreOrder
from kontor.contexts.orders.policy import RECIPIENT_SHOWN_AFTER
from kontor.contexts.orders.rules import shows_recipient
from kontor.contexts.sellers.queries import require
from kontor.kernel.clock import now
from kontor.kernel.viewer import Seat


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipLine:
    """Goods in the parcel. `axes`: name and option, in the buyer's language."""

    sku_code: str
    title: str
    axes: Sequence[tuple[str, str]]
    quantity: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """One order's slip. `address` is empty when nothing is to be labelled any more, or not yet."""

    order_id: UUID
    number: int
    state: str
    country: str
    address: Mapping[str, object]
    note: str
    lines: Sequence[SlipLine]


def slips(viewer: Seat, order_ids: Iterable[UUID]) -> dict[UUID, Slip]:
    """Slips of the store's orders by id; others are left out. Three statements, however many there are.

    That somebody has seen a recipient is written down by whoever hands the slips out.

    Raises:
        RightMissing: without `logistics.labels`.
    """
    require(viewer, "logistics.labels")
    store_id = viewer.store_id
    orders = list(StoreOrder.objects.filter(store_id=store_id, id__in=list(order_ids)))
    placed = BuyerOrder.objects.filter(
        buyer_id__in={order.buyer_id for order in orders}, id__in={order.buyer_order_id for order in orders}
    )
    addresses = dict(placed.values_list("id", "address"))
    lines: dict[UUID, list[SlipLine]] = {}
    for line in Line.objects.filter(store_id=store_id, order_id__in=[order.id for order in orders]).order_by("id"):
        axes = [(name, option) for name, option in line.axes]
        lines.setdefault(line.order_id, []).append(
            SlipLine(sku_code=line.sku_code, title=line.title, axes=axes, quantity=line.quantity)
        )
    after, moment = RECIPIENT_SHOWN_AFTER.int(), now()
    return {
        order.id: Slip(
            order_id=order.id, number=order.number, state=order.state, country=order.ship_to_country, note=order.note,
            address=addresses.get(order.buyer_order_id, {})
            if shows_recipient(order.state, order.delivered_at, after, moment) else {},
            lines=lines.get(order.id, []),
        )
        for order in orders
    }  # fmt: skip
