"""All reviews of a product, and of a store: by language and stars, with pictures; paged by key (TRD-10)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kontor.contexts.aftersales.queries import reviews
from kontor.contexts.aftersales.queries.review_shapes import Filter, ReviewView, StoreRating
from kontor.contexts.catalogue.queries import product_page
from kontor.contexts.catalogue.rules import hides_controlled
from kontor.contexts.sellers.queries import store_page
from kontor.platform.http.request import Request
from kontor.platform.http.routes import public
from kontor.sites.storefront.browse.region import not_in_region
from kontor.sites.storefront.browse.shown import alternates, product_href, stars, store_chip
from kontor.sites.storefront.reviewing.shown import bars, language_name, shown
from kontor.ui.formats import count

PAGE = 20
_MOST = 5


@public
@require_safe
def of_product(request: Request, number: str) -> HttpResponse:
    """What buyers say of a product."""
    page = product_page(int(number), request.place.language)
    if page.export_controlled and hides_controlled(request.seen_from):
        return not_in_region(request)
    chosen, after = _asked(request)
    found = reviews.product_reviews(page.store.id, page.id, chosen, after=after, size=PAGE + 1)
    tally = reviews.stars_of(page.store.id, page.id)
    context = {
        "page_title": _("Reviews: %(title)s") % {"title": page.title},
        "title": page.title,
        "back": {"href": product_href(page.slug, page.number), "label": page.title},
        "rating": stars(tally.hundredths) if tally.many else "",
        "rating_count": count(tally.many, request.place.language),
        "bars": bars(tally),
        "of_product": True,
    }
    return _page(request, context, found, chosen, reviews.languages(page.store.id, page.id))


@public
@require_safe
def of_store(request: Request, slug: str) -> HttpResponse:
    """What buyers say of a store, its positive rate and its detail ratings."""
    store = store_page(slug, request.place.language).card
    chosen, after = _asked(request)
    found = reviews.store_reviews(store.id, chosen, after=after, size=PAGE + 1)
    rating = reviews.store_rating(store.id)
    context = {
        "page_title": _("Reviews: %(title)s") % {"title": store.name},
        "title": store.name,
        "back": {"href": f"/s/{slug}/", "label": store.name},
        "chip": store_chip(store, request.place.language),
        "rating": stars(store.rating_hundredths) if store.rating_count else "",
        "rating_count": count(store.rating_count, request.place.language),
        "bars": bars(rating.stars),
        **rated(rating),
    }
    return _page(request, context, found, chosen, reviews.languages(store.id))


def rated(rating: StoreRating) -> dict[str, Any]:
    """Positive rate and detail ratings as people read them."""
    bp = rating.positive_bp
    return {
        "positive": "" if bp is None else f"{bp / 100:.1f}",
        "days": rating.days,
        "details": [
            {"label": _("Item as described"), "value": stars(rating.described)},
            {"label": _("Communication"), "value": stars(rating.communication)},
            {"label": _("Shipping speed"), "value": stars(rating.speed)},
        ] if rating.rated else [],
        "rated": rating.rated,
    }  # fmt: skip


def _page(
    request: Request, context: dict[str, Any], found: list[ReviewView], chosen: Filter, tongues: Any
) -> HttpResponse:
    reader = request.place.language
    context |= {
        "reviews": shown(found[:PAGE], reader),
        "next": found[PAGE - 1].id if len(found) > PAGE else "",
        "further": bool(request.GET.get("after")),
        "chosen": chosen,
        "languages": [
            {"code": code, "label": language_name(code, reader), "many": many, "active": code == chosen.language}
            for code, many in tongues.items()
        ],
        "stars_choices": [{"stars": each, "active": each == chosen.stars} for each in (5, 4, 3, 2, 1)],
        "narrowed": bool(chosen.language or chosen.stars or chosen.pictured),
        "may_vote": request.account is not None,
    }
    return render(request, "storefront/reviewing/list.html", context | alternates(request.path))


def _asked(request: Request) -> tuple[Filter, UUID | None]:
    given = request.GET.get("stars", "")
    wanted = int(given) if given.isdecimal() and len(given) == 1 else 0
    chosen = Filter(
        language=request.GET.get("language", "")[:8].replace("\x00", ""), stars=wanted if wanted <= _MOST else 0,
        pictured=request.GET.get("pictures") == "1",
    )  # fmt: skip
    try:
        return chosen, UUID(request.GET.get("after", ""))
    except ValueError:
        return chosen, None
