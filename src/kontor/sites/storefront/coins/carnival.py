"""The channel of the Coin Carnival: goods of stores that joined, with what coins take off them (COI-10)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kontor.contexts.catalogue.queries import hidden_categories
from kontor.contexts.coins.queries.campaigns import carnival
from kontor.contexts.coins.queries.offer import labels
from kontor.contexts.search.queries import hits_of
from kontor.platform.http.request import Request
from kontor.platform.http.routes import public
from kontor.sites.storefront.browse.shown import cards
from kontor.ui.formats import money

SIZE = 48


@public
@require_safe
def page(request: Request) -> HttpResponse:
    """Goods of campaigns that run now, paged by key; the badge of each says how much coins take off it at most."""
    place = request.place
    after = _uuid(request.GET.get("after", ""))
    found = carnival(after=after, size=SIZE)
    hidden = hidden_categories(request.seen_from, place.language)
    hits = hits_of(found, language=place.language, currency=place.currency, hidden=hidden)
    off = labels({hit.product_id: hit.price for hit in hits})
    goods: list[dict[str, Any]] = [
        card | ({"badge": _("−%(amount)s with coins") % {"amount": money(off[hit.product_id])}}
                if hit.product_id in off else {})
        for hit, card in zip(hits, cards(hits, place.language), strict=True)
    ]  # fmt: skip
    context = {
        "page_title": _("Coin Carnival"),
        "page_description": _("Goods of which coins pay a part."),
        "goods": goods,
        "further": after is not None,
        "older": found[-1] if len(found) == SIZE else "",
    }
    return render(request, "storefront/coins/carnival.html", context)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
