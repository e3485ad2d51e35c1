"""The cart: what is in it, what it costs in all, and changing it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kontor.contexts.checkout import queries
from kontor.contexts.checkout.errors import NothingToOrder, NotSold, QuantityNotPossible
from kontor.contexts.checkout.policy import UNITS_AT_MOST
from kontor.contexts.checkout.services.accept_prices import accept_prices
from kontor.contexts.checkout.services.change_line import change_line
from kontor.contexts.checkout.services.put_in_cart import put_in_cart
from kontor.kernel.errors import Refusal
from kontor.platform.http.refusals import STATUS, messages_of
from kontor.platform.http.request import Request
from kontor.platform.http.routes import public
from kontor.sites.storefront.checkout.holder import holder_of, remember
from kontor.sites.storefront.checkout.shown import Typed, cart_context


@public
@require_GET
def show(request: Request) -> HttpResponse:
    """The whole cost for the country shown, before any address is asked; changes since last time are named once."""
    holder = holder_of(request)
    place = request.place
    quote = queries.priced(
        holder, country=place.country, currency=place.currency, language=place.language, seen_from=request.seen_from
    )
    if any(line.price_changed for store in quote.stores for line in store.lines):
        accept_prices(holder=holder, language=place.language)
    response = render(request, "checkout/cart.html", cart_context(quote, place))
    return remember(request, response, holder, units=quote.units)


@public
@require_POST
def add(request: Request) -> HttpResponse:
    """Put a SKU into the cart; `then=checkout` buys at once. A page that stays where it is gets a part of itself."""
    stays = request.headers.get("HX-Target") == "added"
    holder = holder_of(request)
    sku_id = _uuid(request.POST.get("sku", ""))
    quantity = _whole(request.POST.get("quantity", "1"))
    try:
        filled = put_in_cart(
            holder=holder,
            sku_id=sku_id,
            quantity=quantity,
            language=request.place.language,
            seen_from=request.seen_from,
        )
    except Refusal as refusal:
        return _not_put(request, refusal, stays=stays)
    response = _put(request, filled.units, stays=stays)
    return remember(request, response, holder, units=filled.units, cart_id=filled.cart_id)


def _not_put(request: Request, refusal: Refusal, *, stays: bool) -> HttpResponse:
    summary, fields = messages_of(refusal)
    sentences = [*summary, *(said for several in fields.values() for said in several)]
    if stays:
        return HttpResponse(render_to_string("checkout/added.html", {"refused": sentences}), status=422)
    for sentence in sentences:
        messages.error(request, sentence)
    return HttpResponseRedirect(_back(request))


def _put(request: Request, units: int, *, stays: bool) -> HttpResponse:
    if request.POST.get("then") == "checkout":
        target = reverse("checkout")
        return HttpResponse(headers={"HX-Redirect": target}) if stays else HttpResponseRedirect(target)
    if stays:
        return HttpResponse(render_to_string("checkout/added.html", {"cart_count": units}))
    messages.success(request, _("It is in your cart."))
    return HttpResponseRedirect(reverse("cart"))


@public
@require_POST
def change(request: Request) -> HttpResponse:
    """Set a quantity, or take the line out; one that is not possible is shown again as it was typed."""
    holder = holder_of(request)
    sku_id = _uuid(request.POST.get("sku", ""))
    quantity = 0 if "remove" in request.POST else _whole(request.POST.get("quantity", ""), UNITS_AT_MOST.int() + 1)
    try:
        change_line(holder=holder, sku_id=sku_id, quantity=quantity)
    except QuantityNotPossible as refusal:
        place = request.place
        quote = queries.priced(
            holder, country=place.country, currency=place.currency, language=place.language, seen_from=request.seen_from
        )
        typed = Typed(sku_id, request.POST.get("quantity", ""), refusal)
        return render(request, "checkout/cart.html", cart_context(quote, place, typed), status=STATUS[refusal.kind])
    except NothingToOrder:
        pass  # the page of an empty cart says it
    return remember(request, HttpResponseRedirect(reverse("cart")), holder)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NotSold from None


def _whole(text: str, otherwise: int = 0) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else otherwise  # noqa: PLR2004  (a million)


def _back(request: HttpRequest) -> str:
    referrer = request.headers.get("Referer", "")
    allowed = url_has_allowed_host_and_scheme(referrer, {request.get_host()}, request.is_secure())
    return referrer if allowed else reverse("cart")
