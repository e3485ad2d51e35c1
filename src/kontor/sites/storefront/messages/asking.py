"""The first message: about a product, a store or an order; where something was written before, it goes on (MSG-01)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kontor.contexts.catalogue.queries import product_page
from kontor.contexts.catalogue.rules import hides_controlled
from kontor.contexts.messaging.drafts import Sent
from kontor.contexts.messaging.queries import inbox
from kontor.contexts.messaging.queries.contact import inquiry_about
from kontor.contexts.messaging.queries.settings import contact_open
from kontor.contexts.messaging.services.ask_seller import ask_seller
from kontor.contexts.messaging.services.send_order_message import send_order_message
from kontor.contexts.messaging.words import Stream
from kontor.contexts.orders import queries as orders
from kontor.contexts.sellers.pages import StoreCard
from kontor.contexts.sellers.queries import store_page as store_of
from kontor.kernel.errors import Kind, Refusal
from kontor.kernel.viewer import Buyer
from kontor.platform.http.request import Request
from kontor.platform.http.routes import signed_in
from kontor.sites.storefront.account.answers import form_page
from kontor.sites.storefront.browse.region import not_in_region
from kontor.sites.storefront.browse.shown import media, product_href
from kontor.sites.storefront.messages.device import device_of
from kontor.sites.storefront.messages.shown import writing


@signed_in
@require_http_methods(["GET", "POST"])
@never_cache
def about_product(request: Request, number: int) -> HttpResponse:
    """ "Contact Seller" on a product's page."""
    viewer, language = Buyer(request.account.pk), request.place.language
    page = product_page(number, language)
    if page.export_controlled and hides_controlled(request.seen_from):
        return not_in_region(request)
    told = {
        "label": page.title,
        "href": product_href(page.slug, page.number),
        "picture": media(page.pictures[0].path) if page.pictures else "",
        "store": page.store.name,
    }

    def send(text: str, client_id: str) -> Sent:
        return ask_seller(
            viewer=viewer, text=text, client_id=client_id, language=language, product_number=number,
            entry="product_page", device=device_of(request),
        )  # fmt: skip

    return _inquiry(request, viewer, page.store.id, page.id, told, send)


@signed_in
@require_http_methods(["GET", "POST"])
@never_cache
def about_store(request: Request, slug: str) -> HttpResponse:
    """ "Contact Seller" on a store's page."""
    viewer, language = Buyer(request.account.pk), request.place.language
    card: StoreCard = store_of(slug, language).card
    told = {"label": card.name, "href": f"/s/{card.slug}/", "picture": media(card.logo), "store": card.name}

    def send(text: str, client_id: str) -> Sent:
        return ask_seller(
            viewer=viewer, text=text, client_id=client_id, language=language, store_id=card.id, entry="store_page",
            device=device_of(request),
        )  # fmt: skip

    return _inquiry(request, viewer, card.id, None, told, send)


@signed_in
@require_http_methods(["GET", "POST"])
@never_cache
def about_order(request: Request, number: int) -> HttpResponse:
    """ "Send message" on an order's page."""
    viewer = Buyer(request.account.pk)
    card = orders.buyer_order(viewer, number).card
    rows = inbox.of_order(viewer, store_id=card.store_id, order_id=card.order_id)
    known = next((row.id for row in rows if row.stream == Stream.ORDER_MESSAGE and row.message_count), None)
    told = {
        "label": _("Order %(number)s") % {"number": card.number},
        "title": card.title,
        "href": reverse("purchase", args=[card.number]),
        "picture": media(card.picture),
        "store": card.store_name,
    }

    def send(text: str, client_id: str) -> Sent:
        return send_order_message(
            viewer=viewer, order_number=number, text=text, client_id=client_id, device=device_of(request)
        )

    return _written(request, known, told, send)


def _inquiry(
    request: Request, viewer: Buyer, store_id: UUID, product_id: UUID | None, told: dict[str, str],
    send: Callable[[str, str], Sent],
) -> HttpResponse:  # fmt: skip
    known = inquiry_about(viewer, store_id=store_id, product_id=product_id)
    shut = known is None and not contact_open(viewer, store_id)
    return _written(request, known, told, send, shut=shut)


def _written(
    request: Request, known: UUID | None, told: dict[str, str], send: Callable[[str, str], Sent], *, shut: bool = False
) -> HttpResponse:
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            sent = send(request.POST.get("text", ""), request.POST.get("client_id", ""))
        except Refusal as problem:
            if problem.kind is Kind.NOT_FOUND:
                raise
            refusal = problem
        else:
            return _to(sent.conversation_id)
    elif known is not None:
        return _to(known)
    context: dict[str, Any] = {
        "page_title": _("Write to %(store)s") % {"store": told["store"]},
        "section": "messages",
        "about": told,
        "shut": shut and refusal is None,
        **writing(request, refusal),
    }
    return form_page(request, "storefront/messages/ask.html", context, refusal)


def _to(conversation_id: UUID) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('conversation', args=[conversation_id])}#f-text")
