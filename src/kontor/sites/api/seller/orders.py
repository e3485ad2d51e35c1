"""Orders of the store, and sending them."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from kontor.contexts.integrations.queries.sold import changed, sold
from kontor.contexts.logistics import queries as logistics
from kontor.contexts.logistics.services.ship_order import ship_order
from kontor.contexts.orders import queries as orders
from kontor.contexts.orders.services.cancel import cancel as cancel_order
from kontor.contexts.orders.shapes import Detail
from kontor.kernel.viewer import Seat
from kontor.platform.http.api_errors import FieldRefused
from kontor.sites.api.keyed import Key, keyed
from kontor.sites.api.program import ProgramToken, caller
from kontor.sites.api.schemas import common, selling
from kontor.sites.api.schemas.common import Money
from kontor.sites.api.schemas.texts import Moment
from kontor.sites.api.seller import written
from kontor.sites.api.seller.common import READ, READ_ONE, WRITE, After, Number, Size

router = Router(tags=["Orders of the store"])
State = Literal[
    "all", "unpaid", "risk_check", "to_ship", "shipped", "delivered", "finished", "in_dispute", "cancelled"
]  # fmt: skip


@router.get(
    "/seller/orders", auth=ProgramToken("orders:read"), response={200: selling.SoldList, **READ},
    operation_id="listSellerOrders", summary="Orders",
)  # fmt: skip
def listed(
    request: HttpRequest,
    state: State = "all",
    country: Annotated[str, Query(pattern="^([A-Z]{2})?$", description="to which it goes")] = "",
    updated_since: Annotated[
        Moment | None, Query(description="only what has moved since, by its last move, the oldest first")
    ] = None,
    after: After = "",
    size: Size = 50,
) -> HttpResponse:
    """With lines, newest first. With `updated_since` (and no other filter): what has moved, to be asked for on and on.

    Hand `next` on as `after` until it is null; begin the next round a few minutes before the last one.
    """
    seat = caller(request).seat
    if updated_since is None:
        return written.answer(written.sold(sold(seat, state=state, country=country, after=after, size=size)))
    if state != "all" or country:
        raise FieldRefused(field="updated_since", why="state, country")
    return written.answer(written.sold(changed(seat, since=updated_since, after=_key(after), size=size)))


def _key(after: str) -> UUID | None:
    try:
        return UUID(after)
    except ValueError:
        return None  # a key that nobody handed out: the first page


@router.get(
    "/seller/orders/{number}", auth=ProgramToken("orders:read"), response={200: selling.SoldOrder, **READ_ONE},
    operation_id="getSellerOrder", summary="One order",
)  # fmt: skip
def one(request: HttpRequest, number: Number) -> selling.SoldOrder:
    """An order with its shipments; the recipient for a program with `orders:ship`, while a parcel must be labelled."""
    return _shown(caller(request).seat, number)


@router.post(
    "/seller/orders/{number}/shipments", auth=ProgramToken("orders:ship"),
    response={201: selling.ShipmentMade, **WRITE}, operation_id="shipOrder", summary="Ship",
)  # fmt: skip
def ship(request: HttpRequest, number: Number, asked: selling.ShipmentIn, key: Key = "") -> HttpResponse:
    """A parcel is on its way: the order moves, the goods leave the stock, the buyer is told."""
    seat = caller(request).seat

    def run() -> tuple[int, dict[str, object]]:
        done = ship_order(
            seat=seat, order_number=number, carrier=asked.carrier, service=asked.service,
            tracking_number=asked.tracking_number, lines=asked.lines,
        )  # fmt: skip
        return 201, {
            "id": str(done.shipment_id), "order": str(done.order_number), "tracking_number": done.tracking_number,
            "repeated": done.repeated,
        }  # fmt: skip

    return keyed(request, key, run)


@router.post(
    "/seller/orders/{number}/cancel", auth=ProgramToken("orders:cancel"), response={200: common.Done, **WRITE},
    operation_id="cancelSellerOrder", summary="Cancel",
)  # fmt: skip
def cancel(request: HttpRequest, number: Number, asked: selling.CancelIn, key: Key = "") -> HttpResponse:
    """The store cannot send it: the goods are free again, the buyer's money goes back."""
    seat = caller(request).seat

    def run() -> tuple[int, dict[str, object]]:
        order = orders.store_order(seat, number).card.order_id
        cancel_order(viewer=seat, store_id=seat.store_id, order_id=order, reason=asked.reason)
        return 200, {"number": str(number), "state": orders.store_order(seat, number).card.state}

    return keyed(request, key, run)


def _shown(seat: Seat, number: int) -> selling.SoldOrder:
    found = orders.store_order(seat, number, recipient=seat.may("orders.ship"))
    card = found.card
    return selling.SoldOrder(
        number=str(card.number), state=card.state, buyer=card.nickname, country=card.ship_to_country,
        total=Money.of(card.store_total), placed_at=card.placed_at, ship_by=card.ship_by, lines=_lines(found),
        goods=Money.of(found.store_goods), coupon=Money.of(found.store_rebate), shipping=Money.of(found.store_shipping),
        commission=Money.of(found.commission), net=Money.of(found.net), carrier=found.carrier, service=found.service,
        note=found.note, recipient=_recipient(found), shipments=_shipments(seat, found), actions=list(found.moves),
    )  # fmt: skip


def _lines(found: Detail) -> list[selling.SoldLine]:
    return [
        selling.SoldLine(
            id=line.line_id, sku_id=line.sku_id, sku=line.sku_code, title=line.title, quantity=line.quantity,
            shipped=line.shipped, unit_price=Money.of(line.store_unit),
        )
        for line in found.lines
    ]  # fmt: skip


def _recipient(found: Detail) -> dict[str, str] | None:
    parts = {name: part for name, part in found.address.items() if isinstance(part, str) and name != "id"}
    return parts or None


def _shipments(seat: Seat, found: Detail) -> list[selling.Parcel]:
    return [
        selling.Parcel(
            id=each.shipment_id, carrier=each.carrier, tracking_number=each.number, state=each.state,
            shipped_at=each.shipped_at, delivered_at=each.delivered_at, expected_to=each.expected_to,
            lines={str(line): units for line, units in each.contents},
        )
        for each in logistics.parcels_for(seat, store_id=found.card.store_id, order_id=found.card.order_id)
    ]  # fmt: skip
