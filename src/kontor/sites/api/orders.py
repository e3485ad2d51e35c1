"""A buyer's orders."""

from __future__ import annotations

from typing import Annotated, Literal

from django.http import HttpRequest
from ninja import Path, Query, Router

from kontor.contexts.orders import queries
from kontor.contexts.orders.services.receive import receive
from kontor.sites.api import schemas, shown
from kontor.sites.api.who import buyer_of, buyer_session

router = Router(tags=["Orders"], auth=buyer_session)
SIZE = 20
Number = Annotated[int, Path(ge=1, le=10**18 - 1)]
Tab = Literal["all", "to_pay", "to_ship", "to_receive", "finished", "in_dispute", "cancelled"]


@router.get(
    "/orders", response={200: schemas.OrderList, 401: schemas.Problem, 422: schemas.Problem},
    operation_id="listOrders", summary="Orders",
)  # fmt: skip
def listing(
    request: HttpRequest, tab: Tab = "all", after: Annotated[str, Query(max_length=80)] = ""
) -> schemas.OrderList:
    """Store orders, newest first, twenty a page; `after` is `next` of the page before."""
    found = queries.buyer_orders(buyer_of(request), tab=tab, after=after, size=SIZE + 1)
    cards = found[:SIZE]
    return schemas.OrderList(
        items=[shown.order_card(card) for card in cards], next=cards[-1].key if len(found) > SIZE else None
    )


@router.get(
    "/orders/{number}",
    response={200: schemas.Order, 401: schemas.Problem, 404: schemas.Problem, 422: schemas.Problem},
    operation_id="getOrder",
    summary="One order",
)
def order(request: HttpRequest, number: Number) -> schemas.Order:
    """A store order; somebody else's is answered like an absent one."""
    return shown.order(queries.buyer_order(buyer_of(request), number))


@router.post(
    "/orders/{number}/receive",
    response={200: schemas.Order, **dict.fromkeys((401, 403, 404, 409, 422), schemas.Problem)},
    operation_id="receiveOrder",
    summary="Confirm receipt",
)
def confirm(request: HttpRequest, number: Number) -> schemas.Order:
    """The goods are here: the store is paid. Confirming twice is confirming once."""
    viewer = buyer_of(request)
    card = queries.buyer_order(viewer, number).card
    receive(viewer=viewer, store_id=card.store_id, order_id=card.order_id)
    return shown.order(queries.buyer_order(viewer, number))
