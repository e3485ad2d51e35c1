"""A product's page: choice of SKU, the whole price, the store (TRD-02, TRD-04)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kontor.contexts.aftersales.queries.reviews import product_reviews
from kontor.contexts.catalogue.errors import ProductNotFound
from kontor.contexts.catalogue.queries import (
    ProductPage,
    SkuView,
    hidden_categories,
    path_of,
    product_page,
    store_out_of_sight,
)
from kontor.contexts.catalogue.rules import hides_controlled
from kontor.contexts.coins.queries.offer import labels, may_take_coins
from kontor.contexts.messaging.queries.contact import contact_shown
from kontor.contexts.pricing.queries import rates
from kontor.contexts.pricing.rules import shown
from kontor.contexts.search.queries import Hit, Query, search
from kontor.contexts.sellers.queries import store_words
from kontor.kernel.money import Money
from kontor.platform.http.place import Place
from kontor.platform.http.request import Request
from kontor.platform.http.routes import public
from kontor.platform.reference import Reference
from kontor.sites.storefront.account.places import country_name
from kontor.sites.storefront.browse.away import store_away
from kontor.sites.storefront.browse.choice import swatches
from kontor.sites.storefront.browse.cost import whole_cost
from kontor.sites.storefront.browse.region import not_in_region
from kontor.sites.storefront.browse.shown import alternates, cards, media, product_href, stars
from kontor.sites.storefront.browse.structured import described
from kontor.sites.storefront.browse.told import choices, ledger, told
from kontor.sites.storefront.coupons.mine import of_store as coupons_of
from kontor.sites.storefront.reviewing.shown import shown as shown_reviews
from kontor.ui.formats import count

MORE = 8
LATEST = 3  # reviews; all of them have a page of their own
FEW = 10  # units; fewer are told exactly
MOST_AT_ONCE = 99


@public
@require_safe
def product(request: Request, number: str, slug: str = "") -> HttpResponse:
    """The page of an approved product; a wrong slug leads to the right one."""
    place = request.place
    try:
        page = product_page(int(number), place.language)
    except ProductNotFound:
        if name := store_out_of_sight(int(number)):
            return store_away(request, name)
        raise
    if page.export_controlled and hides_controlled(request.seen_from):
        return not_in_region(request)
    if slug != page.slug:
        query = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(product_href(page.slug, page.number) + (f"?{query}" if query else ""))
    sku = page.sku(_uuid(request.GET.get("sku", "")))
    latest = product_reviews(page.store.id, page.id, size=LATEST)
    context = context_of(page, sku, place) | {
        "more": _more(request, page),
        "reviews": shown_reviews(latest, place.language),
        "all_reviews": f"/p/{page.number}/reviews/" if latest else "",
        "coin_label": _coin_label(page, sku, place),
        "coupon_rows": coupons_of(request, page.store.id),
        "contact": f"/account/messages/ask/{page.number}/" if contact_shown(page.store.id) else "",
    }
    return render(request, "storefront/browse/product.html", context | alternates(request.path))


def context_of(page: ProductPage, sku: SkuView, place: Place, *, linked: bool = True) -> dict[str, Any]:
    """What the page shows of a product and the chosen SKU to a reader there; in a preview nothing is `linked`."""
    table = rates()
    price = shown(sku.price, place.currency, table)
    rate = table.rate(sku.price.currency, place.currency)
    words = store_words(page.store.id, place.language)
    cost, country = whole_cost(page, sku, place, table), country_name(place.country, place.language)
    context: dict[str, Any] = {
        "page_title": page.title,
        "page_description": " ".join(page.bullets)[:160] or page.description[:160],
        "product": page,
        "sku": sku,
        "trail": _trail(page, place),
        "pictures": _pictures(page, sku),
        "choices": choices(swatches(page, sku, linked=linked)),
        "price": price,
        "before": shown(sku.list_price, place.currency, table) if sku.list_price else None,
        "cost": cost,
        "country": country,
        "stock": _stock(sku, place.language),
        "most": min(sku.available, MOST_AT_ONCE),
        "rating": stars(page.rating_hundredths) if page.rating_count else "",
        "rating_count": count(page.rating_count, place.language),
        "sold": count(page.sold_count, place.language) if page.sold_count else "",
        "chip": _chip(page, place),
        "return_policy": words.return_policy,
        "facts": ledger(_facts(page, sku, place)),
        "structured": described(page, sku, price),
    }
    return context | told(cost, sku, price, rate, country)


def _coin_label(page: ProductPage, sku: SkuView, place: Place) -> Money | None:
    """Up to how much of one unit coins can pay (COI-06); stores whose labels are off cost no statement."""
    if not may_take_coins(page.store.id):
        return None
    return labels({page.id: shown(sku.price, place.currency, rates())}).get(page.id)


def _trail(page: ProductPage, place: Place) -> list[dict[str, str]]:
    above = [{"label": node.name, "href": f"/c/{node.slug}/"} for node in path_of(page.category_id, place.language)]
    return [{"label": _("Home"), "href": "/"}, *above, {"label": page.title, "href": ""}]


def _pictures(page: ProductPage, sku: SkuView) -> list[dict[str, str]]:
    """The gallery: pictures of the choice first, those of other choices last."""
    chosen = {f"{code}:{option}" for code, option in sku.axes.items()}

    def order(option: str) -> int:
        return 0 if option in chosen else 1 if not option else 2

    return [
        {"src": media(picture.path), "alt": page.title}
        for picture in sorted(page.pictures, key=lambda picture: order(picture.axis_option))
    ]


def _stock(sku: SkuView, language: str) -> str:
    if sku.available <= 0:
        return _("Sold out")
    if sku.available < FEW:
        return _("Only %(many)s left") % {"many": count(sku.available, language)}
    return _("%(many)s in stock") % {"many": count(sku.available, language)}


def _chip(page: ProductPage, place: Place) -> dict[str, str]:
    store = page.store
    return {
        "name": store.name, "href": f"/s/{store.slug}/", "logo": media(store.logo),
        "place": country_name(store.country, place.language), "rating": stars(store.rating_hundredths),
    }  # fmt: skip


def _facts(page: ProductPage, sku: SkuView, place: Place) -> list[tuple[str, str]]:
    facts = list(page.attributes)
    if page.brand:
        facts.insert(0, (_("Brand"), page.brand))
    facts.append((_("Weight with packing"), _("%(grams)s g") % {"grams": count(sku.weight_g, place.language)}))
    facts.append((_("Ships from"), country_name(page.store.country, place.language)))
    facts.append((_("Item number"), str(page.number)))
    return facts


def _more(request: Request, page: ProductPage) -> list[dict[str, Any]]:
    """Other goods of the same category; when there is none, the page ends without them."""
    place = request.place
    hidden = hidden_categories(request.seen_from, place.language)
    hits = _best(page.category_id, place.language, place.country, place.currency, hidden)
    return cards([hit for hit in hits if hit.product_id != page.id], place.language)


def _find_best(
    category_id: int, language: str, country: str, currency: str, hidden: tuple[int, ...]
) -> tuple[Hit, ...]:
    asked = Query(language=language, country=country, currency=currency, category=category_id, size=MORE, hidden=hidden)
    return search(asked).hits


_best: Reference[tuple[Hit, ...]] = Reference(_find_best)  # at most a minute old


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
