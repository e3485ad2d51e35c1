"""The front door: what is sold here, what is new, who sells."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kontor.contexts.catalogue.queries import category_tree, hidden_categories
from kontor.contexts.search.queries import Query, Sort, covers, search
from kontor.contexts.sellers.queries import open_stores
from kontor.platform.http.request import Request
from kontor.platform.http.routes import public
from kontor.sites.storefront.browse.asked import registered_in
from kontor.sites.storefront.browse.shown import alternates, cards, media, store_chip

RAIL, STORES, HERO = 12, 6, 3


@public
@require_safe
def home(request: Request) -> HttpResponse:
    """Hero, categories with pictures, popular and new goods, stores."""
    place = request.place
    top = category_tree(place.language)
    hidden = hidden_categories(request.seen_from, place.language)
    pictures = covers(tuple(node.id for node in top), hidden)
    popular, newest = (search(_question(request, sort, hidden)).hits for sort in (Sort.SOLD, Sort.NEWEST))
    context: dict[str, Any] = {
        "page_description": _("A market house for many sellers and many countries."),
        "hero": [media(hit.picture) for hit in popular if hit.picture][:HERO],
        "rooms": [
            {"label": node.name, "href": f"/c/{node.slug}/", "picture": media(pictures.get(node.id, ""))}
            for node in top
            if node.id not in hidden
        ],
        "popular": cards(popular, place.language),
        "newest": cards(newest, place.language),
        "stores": [store_chip(card, place.language) for card in open_stores(STORES)],
    }
    return render(request, "storefront/browse/home.html", context | alternates("/"))


def _question(request: Request, sort: Sort, hidden: tuple[int, ...]) -> Query:
    place = request.place
    return Query(
        language=place.language, country=registered_in(request), currency=place.currency, sort=sort, size=RAIL,
        hidden=hidden,
    )  # fmt: skip
