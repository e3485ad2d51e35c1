"""Where the store ships from and where goods come back to, each by its country's form (TRD-01)."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kontor.contexts.accounts.rules.countries import COUNTRIES
from kontor.contexts.buyers.rules import Draft
from kontor.contexts.sellers import addresses
from kontor.contexts.sellers.addresses import ORIGIN, RETURN
from kontor.contexts.sellers.services.remove_store_address import remove_store_address
from kontor.contexts.sellers.services.save_store_address import save_store_address
from kontor.kernel.errors import Kind, Refusal
from kontor.platform.http.refusals import STATUS
from kontor.platform.http.request import Request
from kontor.sites.seller_center.bench import Bench, at_bench
from kontor.sites.storefront.account import places
from kontor.sites.storefront.account.address_form import AddressFormView, draft_of

RIGHT, SECTION = "settings.store", "store"


@at_bench(RIGHT, SECTION)
@require_GET
def listed(request: Request, bench: Bench) -> HttpResponse:
    """The address of origin and those for returns."""
    language = request.place.language
    cards = [
        {"purpose": one.purpose, "view": one.address, "country": places.country_name(one.address.country, language)}
        for one in addresses.store_places(bench.seat)
    ]
    context = {
        "page_title": _("Addresses of the store"),
        "origin": next((card for card in cards if card["purpose"] == ORIGIN), None),
        "returns": [card for card in cards if card["purpose"] == RETURN],
    }
    return bench.page("seller/store_addresses.html", SECTION, context)


@at_bench(RIGHT, SECTION)
@require_http_methods(["GET", "POST"])
def origin(request: Request, bench: Bench) -> HttpResponse:
    """Where goods leave from: the one there is, or the first."""
    del request
    known = next((one for one in addresses.store_places(bench.seat) if one.purpose == ORIGIN), None)
    return _one(bench, ORIGIN, known.address.draft() if known else None)


@at_bench(RIGHT, SECTION)
@require_http_methods(["GET", "POST"])
def new(request: Request, bench: Bench) -> HttpResponse:
    """One more place to which goods come back."""
    del request
    return _one(bench, RETURN, None)


@at_bench(RIGHT, SECTION)
@require_http_methods(["GET", "POST"])
def change(request: Request, bench: Bench, address_id: UUID) -> HttpResponse:
    """One address to correct."""
    del request
    known = addresses.store_place(bench.seat, address_id)
    return _one(bench, known.purpose, known.address.draft(), address_id)


@at_bench(RIGHT, SECTION)
@require_POST
def remove(request: Request, bench: Bench, address_id: UUID) -> HttpResponse:
    """Take one away."""
    del request
    remove_store_address(seat=bench.seat, address_id=address_id)
    messages.success(bench.request, _("The address is removed."))
    return HttpResponseRedirect(reverse("seller_store_addresses"))


def _one(bench: Bench, purpose: str, kept: Draft | None, address_id: UUID | None = None) -> HttpResponse:
    """The form of one address; changing the country brings that country's form with what was typed so far."""
    request = bench.request
    if request.method == "GET":
        return _page(bench, purpose, kept or Draft(country=_first_country(bench)))
    draft = draft_of(request.POST)
    if "change_country" in request.POST or request.headers.get("HX-Request"):
        return _page(bench, purpose, draft)
    try:
        save_store_address(seat=bench.seat, draft=draft, purpose=purpose, address_id=address_id)
    except Refusal as refusal:
        if refusal.kind in (Kind.FORBIDDEN, Kind.NOT_FOUND):
            raise
        return _page(bench, purpose, draft, refusal)
    messages.success(request, _("The address is saved."))
    return HttpResponseRedirect(reverse("seller_store_addresses"))


def _first_country(bench: Bench) -> str:
    asked = bench.request.GET.get("country", "")
    return asked if asked in COUNTRIES else bench.store.country


def _page(bench: Bench, purpose: str, draft: Draft, refusal: Refusal | None = None) -> HttpResponse:
    request = bench.request
    form = AddressFormView.of(draft, language=request.place.language, refusal=refusal)
    context: dict[str, Any] = {
        "page_title": _("Where you ship from") if purpose == ORIGIN else _("Where goods come back to"),
        "purpose": purpose,
        "form": form,
        "typed": asdict(draft),
        "countries": places.country_options(request.place.language, draft.country),
        "errors": form.errors,
        "form_failed": refusal is not None,
    }
    if request.headers.get("HX-Request") and refusal is None:
        return render(request, "storefront/account/address_parts.html", context)
    return bench.page("seller/store_address.html", SECTION, context, STATUS[refusal.kind] if refusal else 200)
