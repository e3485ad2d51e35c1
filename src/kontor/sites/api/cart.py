"""The buyer's cart, and what it costs in all."""

from __future__ import annotations

from contextlib import suppress
from typing import cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Router

from kontor.contexts.checkout import queries
from kontor.contexts.checkout.errors import NothingToOrder
from kontor.contexts.checkout.services.change_line import change_line
from kontor.contexts.checkout.services.put_in_cart import put_in_cart
from kontor.kernel.viewer import Buyer
from kontor.platform.http.request import Request
from kontor.sites.api import schemas, shown
from kontor.sites.api.lowering import quoted
from kontor.sites.api.who import buyer_of, buyer_session

router = Router(tags=["Buy"], auth=buyer_session)
_ANSWERS = {200: schemas.Quote, 401: schemas.Problem}


@router.get("/cart", response=_ANSWERS, operation_id="getCart", summary="The cart")
def cart(request: HttpRequest) -> schemas.Quote:
    """The cart, priced for the reader's country."""
    return _cart(request, buyer_of(request))


@router.put(
    "/cart/lines/{sku_id}",
    response={
        **_ANSWERS,
        403: schemas.Problem,
        404: schemas.Problem,
        409: schemas.Problem,
        422: schemas.Problem,
        451: schemas.Problem,
    },
    operation_id="setCartLine",
    summary="Set a line",
)
def set_line(request: HttpRequest, sku_id: UUID, wanted: schemas.QuantityIn) -> schemas.Quote:
    """So many units of this SKU, whether it was in the cart or not."""
    viewer, ours = buyer_of(request), cast("Request", request)
    language = ours.place.language
    if any(line.sku_id == sku_id for line in queries.lines_of(viewer)):
        change_line(holder=viewer, sku_id=sku_id, quantity=wanted.quantity)
    else:
        put_in_cart(holder=viewer, sku_id=sku_id, quantity=wanted.quantity, language=language, seen_from=ours.seen_from)
    return _cart(request, viewer)


@router.delete(
    "/cart/lines/{sku_id}",
    response={**_ANSWERS, 403: schemas.Problem, 422: schemas.Problem},
    operation_id="removeCartLine",
    summary="Remove a line",
)
def remove_line(request: HttpRequest, sku_id: UUID) -> schemas.Quote:
    """Take a SKU out; nothing happens when it is not in."""
    viewer = buyer_of(request)
    with suppress(NothingToOrder):  # there is no cart: the line is not in it
        change_line(holder=viewer, sku_id=sku_id, quantity=0)
    return _cart(request, viewer)


@router.post(
    "/quote",
    response={**_ANSWERS, **dict.fromkeys((403, 409, 422, 429), schemas.Problem)},
    operation_id="quote",
    summary="The full cost",
)
def quote(request: HttpRequest, asked: schemas.QuoteIn) -> schemas.Quote | HttpResponse:
    """Goods, shipping and tax for a country, before any address is asked; coupons and coins, where they are asked for.

    Nothing is stored, but that the coupon of a typed code is among the buyer's own from then on.
    """
    viewer, ours = buyer_of(request), cast("Request", request)
    place = ours.place
    wanted = quantities(asked.lines)
    language = place.language
    held = queries.filled(viewer, language) if wanted is None else queries.named(wanted, language)
    found = queries.price(
        held,
        country=asked.country or place.country,
        currency=place.currency,
        choices=asked.choices,
        seen_from=ours.seen_from,
    )
    return quoted(viewer, found, asked)


def quantities(lines: list[schemas.LineIn] | None) -> dict[UUID, int] | None:
    """SKU → units; the same SKU in two lines is one."""
    if lines is None:
        return None
    summed: dict[UUID, int] = {}
    for line in lines:
        summed[line.sku_id] = summed.get(line.sku_id, 0) + line.quantity
    return summed


def _cart(request: HttpRequest, viewer: Buyer) -> schemas.Quote:
    ours = cast("Request", request)
    place = ours.place
    return shown.quote(
        queries.priced(
            viewer, country=place.country, currency=place.currency, language=place.language, seen_from=ours.seen_from
        )
    )
