"""Followed stores: their news and their new goods (BUY-07)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from kontor.contexts.buyers import wishes
from kontor.contexts.buyers.services.follow_store import follow_store
from kontor.contexts.search.queries import hits_of
from kontor.contexts.search.queries.followed import new_goods
from kontor.contexts.sellers import news
from kontor.contexts.sellers.queries import store_cards, store_page
from kontor.kernel.errors import Refusal
from kontor.kernel.viewer import Buyer
from kontor.platform.http.refusals import say
from kontor.platform.http.request import Request
from kontor.platform.http.routes import signed_in
from kontor.sites.storefront.browse.shown import cards, store_chip

PAGE = "/account/stores/"
SIZE = 24


@signed_in
@require_POST
def follow(request: Request, slug: str) -> HttpResponse:
    """Follow a store, or no longer."""
    store = store_page(slug, request.place.language).card
    on = request.POST.get("follow", "1") == "1"
    try:
        follow_store(viewer=Buyer(request.account.pk), store_id=store.id, on=on)
    except Refusal as refusal:
        messages.error(request, say(refusal))
    else:
        said = gettext("You follow %(store)s.") if on else gettext("You no longer follow %(store)s.")
        messages.success(request, said % {"store": store.name})
    return HttpResponseRedirect(PAGE if request.POST.get("back") == "list" else f"/s/{slug}/")


@signed_in
@require_GET
@never_cache
def stores(request: Request) -> HttpResponse:
    """The stores, their latest news, their new goods; goods are paged by key."""
    viewer, place = Buyer(request.account.pk), request.place
    ids = wishes.followed(viewer)
    known = store_cards(ids)
    fresh = new_goods(viewer, before=_key(request.GET.get("before", "")), size=SIZE)
    hits = hits_of([one.product_id for one in fresh], language=place.language, currency=place.currency)
    context = {
        "section": "stores",
        "rows": [(store_chip(known[one], place.language), known[one].slug) for one in ids if one in known],
        "news": [
            {"item": item, "store": known[item.store_id]} for item in news.of_stores(ids) if item.store_id in known
        ],
        "goods": cards(hits, place.language),
        "first": "before" not in request.GET,
        "older": f"{PAGE}?before={fresh[-1].key}" if len(fresh) == SIZE else "",
    }
    return render(request, "storefront/wishes/stores.html", context)


def _key(text: str) -> tuple[datetime, UUID] | None:
    moment, _, product = text.partition("~")
    try:
        return datetime.fromisoformat(moment), UUID(product)
    except ValueError:
        return None
