"""The address book: each country's own form (BUY-11)."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kontor.contexts.accounts.rules.countries import COUNTRIES
from kontor.contexts.buyers import queries
from kontor.contexts.buyers.rules import Draft
from kontor.contexts.buyers.services.add_address import add_address
from kontor.contexts.buyers.services.change_address import change_address
from kontor.contexts.buyers.services.remove_address import remove_address
from kontor.contexts.buyers.services.set_default_address import set_default_address
from kontor.kernel.errors import Refusal
from kontor.kernel.viewer import Buyer
from kontor.platform.http.request import Request
from kontor.platform.http.routes import signed_in
from kontor.sites.storefront.account import places, way_on
from kontor.sites.storefront.account.address_form import AddressFormView, draft_of
from kontor.sites.storefront.account.answers import form_page


@signed_in
@require_GET
@never_cache
def book(request: Request) -> HttpResponse:
    """All addresses of the viewer, by country, defaults first."""
    views = queries.addresses(Buyer(request.account.pk))
    cards = [{"view": view, "country": places.country_name(view.country, request.place.language)} for view in views]
    return render(request, "storefront/account/addresses.html", {"cards": cards, "section": "addresses"})


@signed_in
@require_http_methods(["GET", "POST"])
@never_cache
def add(request: Request) -> HttpResponse:
    """A new address; changing the country brings that country's form with what was typed so far."""
    account = request.account
    if request.method == "GET":
        asked = request.GET.get("country", "")
        country = asked if asked in COUNTRIES else request.place.country
        draft = Draft(country=country, recipient=account.full_name, phone=account.phone or "")
        return _page(request, draft, title=gettext("New address"))
    draft = draft_of(request.POST)
    if "change_country" in request.POST or request.headers.get("HX-Request"):
        return _page(request, draft, title=gettext("New address"))
    try:
        add_address(viewer=Buyer(account.pk), draft=draft, is_default=request.POST.get("is_default") == "1")
    except Refusal as refusal:
        return _page(request, draft, title=gettext("New address"), refusal=refusal)
    messages.success(request, gettext("The address is in your book."))
    return HttpResponseRedirect(way_on.of(request) or "/account/addresses/")


@signed_in
@require_http_methods(["GET", "POST"])
@never_cache
def change(request: Request, address_id: UUID) -> HttpResponse:
    """One address to correct."""
    viewer = Buyer(request.account.pk)
    kept = queries.address(viewer, address_id)
    title = gettext("Change the address")
    if request.method == "GET":
        return _page(request, kept.draft(), title=title, address_id=address_id)
    draft = draft_of(request.POST)
    if "change_country" in request.POST or request.headers.get("HX-Request"):
        return _page(request, draft, title=title, address_id=address_id)
    try:
        change_address(viewer=viewer, address_id=address_id, draft=draft)
    except Refusal as refusal:
        return _page(request, draft, title=title, address_id=address_id, refusal=refusal)
    messages.success(request, gettext("The address is changed."))
    return HttpResponseRedirect(way_on.of(request) or "/account/addresses/")


@signed_in
@require_POST
def remove(request: Request, address_id: UUID) -> HttpResponse:
    """Take one out of the book."""
    remove_address(viewer=Buyer(request.account.pk), address_id=address_id)
    messages.success(request, gettext("The address is removed."))
    return HttpResponseRedirect("/account/addresses/")


@signed_in
@require_POST
def make_default(request: Request, address_id: UUID) -> HttpResponse:
    """Parcels to its country go there from now on."""
    set_default_address(viewer=Buyer(request.account.pk), address_id=address_id)
    messages.success(request, gettext("Parcels to this country go there by default."))
    return HttpResponseRedirect("/account/addresses/")


def _page(
    request: Request, draft: Draft, *, title: str, address_id: UUID | None = None, refusal: Refusal | None = None
) -> HttpResponse:
    form = AddressFormView.of(draft, language=request.place.language, refusal=refusal)
    context: dict[str, Any] = {
        "form": form,
        "typed": asdict(draft),
        "countries": places.country_options(request.place.language, draft.country),
        "address_id": address_id,
        "page_title": title,
        "is_default": request.POST.get("is_default") == "1",
        "next": way_on.of(request),
        "section": "addresses",
    }
    only_parts = request.headers.get("HX-Request") and refusal is None
    template = "storefront/account/address_parts.html" if only_parts else "storefront/account/address.html"
    return form_page(request, template, context, refusal)
