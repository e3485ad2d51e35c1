"""Whose cart a request is about, and the cookies that say so."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse

from kontor.contexts.checkout import queries
from kontor.contexts.checkout.holder import Holder, Visitor
from kontor.contexts.checkout.services.merge_cart import merge_cart
from kontor.kernel.viewer import Buyer
from kontor.platform.http.request import Request

CART = "kontor_cart"
COUNT = "kontor_cart_count"  # read by the layout: the badge costs no query
_MONTH = 30 * 24 * 3600


def visitor_cart(request: Request) -> UUID | None:
    """The cart that this browser filled before anybody signed in; the cookie is signed."""
    value = request.get_signed_cookie(CART, default="", salt=CART)
    try:
        return UUID(str(value)) if value else None
    except ValueError:
        return None


def holder_of(request: Request) -> Holder:
    """The buyer signed in, whose cart takes over what the browser held, or else the visitor."""
    cart_id = visitor_cart(request)
    if request.account is None:
        return Visitor(cart_id)
    buyer = Buyer(request.account.id)
    if cart_id is not None:
        merge_cart(buyer=buyer, cart_id=cart_id)
    return buyer


def remember(
    request: Request, response: HttpResponse, holder: Holder, *, units: int | None = None, cart_id: UUID | None = None
) -> HttpResponse:
    """Write the cookies: which cart is this browser's, and how many units it holds (counted when not known)."""
    if isinstance(holder, Buyer):
        if CART in request.COOKIES:
            response.delete_cookie(CART)
    elif cart_id is not None:
        holder = Visitor(cart_id)
        response.set_signed_cookie(
            CART, cart_id.hex, salt=CART, max_age=_MONTH, httponly=True, samesite="Lax", secure=request.is_secure()
        )
    response.set_cookie(
        COUNT,
        str(queries.units(holder) if units is None else units),
        max_age=_MONTH,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )
    return response
