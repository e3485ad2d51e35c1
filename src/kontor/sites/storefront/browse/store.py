"""A store's own page: banner, navigation, featured goods, all goods, policies (TRD-01)."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kontor.contexts.aftersales.queries.reviews import store_rating
from kontor.contexts.buyers import wishes
from kontor.contexts.catalogue.queries import hidden_categories
from kontor.contexts.messaging.queries.contact import contact_shown
from kontor.contexts.search.queries import hits_of, search
from kontor.contexts.sellers.errors import StoreNotFound
from kontor.contexts.sellers.pages import Section, StorePage
from kontor.contexts.sellers.queries import away
from kontor.contexts.sellers.queries import store_page as page_of
from kontor.kernel.viewer import Buyer
from kontor.platform.http.request import Request
from kontor.platform.http.routes import public
from kontor.sites.storefront.browse.asked import Asked, question, read
from kontor.sites.storefront.browse.away import store_away
from kontor.sites.storefront.browse.listing import listing
from kontor.sites.storefront.browse.shown import alternates, cards, store_chip
from kontor.sites.storefront.coupons.mine import of_store as coupons_of
from kontor.sites.storefront.reviewing.lists import rated

FEATURED = 12


@public
@require_safe
def store_page(request: Request, slug: str) -> HttpResponse:
    """A store; `?section=` opens an entry of its navigation."""
    language = request.place.language
    asked = read(request.GET)
    try:
        store = page_of(slug, language)
    except StoreNotFound:
        if name := away(slug):
            return store_away(request, name)
        raise
    section = next((part for part in store.sections if str(part.id) == asked.section), None)
    page = search(
        question(asked, request, store=store.card.id, category=section.category_id if section else None, counted=True)
    )
    context = listing(request, asked, page) | {
        "page_title": store.card.name,
        "page_description": store.about[:160],
        "store": store,
        "chip": store_chip(store.card, language),
        "tabs": _tabs(store, section, asked),
        "contact": f"/account/messages/ask/store/{slug}/" if contact_shown(store.card.id) else "",
        "follows": request.account is not None and wishes.follows(Buyer(request.account.pk), store.card.id),
        **rated(store_rating(store.card.id)),
        "coupon_rows": coupons_of(request, store.card.id),
        "featured": _featured(request, store, section, asked),
        "action": f"/s/{slug}/",
        "trail": [{"label": _("Home"), "href": "/"}, {"label": store.card.name, "href": ""}],
    }
    return render(request, "storefront/browse/store.html", context | alternates(request.path))


def _tabs(store: StorePage, chosen: Section | None, asked: Asked) -> list[dict[str, Any]]:
    plain = Asked(text=asked.text)
    return [
        {"label": _("All goods"), "href": plain.href(), "active": chosen is None},
        *(
            {"label": part.title, "href": plain.href(section=str(part.id)), "active": part is chosen}
            for part in store.sections
        ),
    ]


def _featured(request: Request, store: StorePage, section: Section | None, asked: Asked) -> list[dict[str, Any]]:
    """Featured goods of the section, or of all; only on the first, unfiltered page."""
    if asked.after or asked.narrowed or asked.text:
        return []
    wanted = (section.featured if section else store.featured)[:FEATURED]
    place = request.place
    hidden = hidden_categories(request.seen_from, place.language)
    return cards(hits_of(wanted, language=place.language, currency=place.currency, hidden=hidden), place.language)
