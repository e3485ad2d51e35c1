"""Lists of goods: a category, a search (TRD-03)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from kontor.contexts.catalogue.errors import CategoryNotFound
from kontor.contexts.catalogue.queries import CategoryNode, category, category_by_id, path_of
from kontor.contexts.catalogue.rules import hides_controlled
from kontor.contexts.search.queries import Page, Sort, search
from kontor.platform.http.request import Request
from kontor.platform.http.routes import public
from kontor.sites.storefront.account.places import country_name
from kontor.sites.storefront.browse import markup
from kontor.sites.storefront.browse.asked import FACET, Asked, question, read
from kontor.sites.storefront.browse.region import not_in_region
from kontor.sites.storefront.browse.shown import alternates, cards
from kontor.ui.formats import count


@public
@require_safe
def category_page(request: Request, slug: str) -> HttpResponse:
    """A category and all below it."""
    language = request.place.language
    node = category(slug, language)
    if node.export_controlled and hides_controlled(request.seen_from):
        return not_in_region(request)
    asked = read(request.GET)
    page = search(question(asked, request, category=node.id, counted=True))
    trail = [{"label": part.name, "href": f"/c/{part.slug}/"} for part in path_of(node.id, language)]
    context = listing(request, asked, page) | {
        "page_title": node.name,
        "heading": node.name,
        "trail": [{"label": _("Home"), "href": "/"}, *trail],
        "below": markup.places(_below(node, page), language),
        "action": f"/c/{slug}/",
        "search_category": slug,
    }
    first = not (asked.after or asked.narrowed or asked.text)
    return render(request, "storefront/browse/listing.html", context | (alternates(request.path) if first else {}))


@public
@require_safe
def search_page(request: Request) -> HttpResponse:
    """What words find, in all goods or in a category."""
    language, asked = request.place.language, read(request.GET)
    node = _category(asked.category, language)
    page = search(question(asked, request, category=node.id if node else None, counted=True))
    title = _("“%(words)s”") % {"words": asked.text} if asked.text else node.name if node else _("All goods")
    context = listing(request, asked, page) | {
        "page_title": title,
        "heading": title,
        "trail": [{"label": _("Home"), "href": "/"}, {"label": _("Search"), "href": ""}],
        "below": markup.places(_narrower(asked, node, page), language),
        "wider": _wider(asked, node, language),
        "action": "/search/",
        "search_text": asked.text,
        "search_category": node.slug if node else "",
    }
    return render(request, "storefront/browse/listing.html", context)


def listing(request: Request, asked: Asked, page: Page) -> dict[str, Any]:
    """What every list of goods shows: cards, filters, order, pages."""
    language = request.place.language
    return {
        "goods": cards(page.hits, language),
        "found": found(page, language, country_name(request.place.country, language)),
        "instead": page.instead,
        "any_word": page.any_word,
        "facets": _facets(page, language),
        "pills": _pills(asked, page),
        "clear": asked.href(facets={}, low=None, high=None),
        "asked": asked,
        "currency": request.place.currency,
        "sorts": _sorts(asked),
        "next": asked.href(after=page.next) if page.next else "",
        "previous": asked.href(after=page.prev) if page.prev else "",
    }


def _facets(page: Page, language: str) -> list[dict[str, Any]]:
    """Filters that would change something: several options, or a chosen one."""
    return [
        {
            "label": _("Brand") if facet.code == "brand" else facet.label,
            "name": FACET + facet.code,
            "options": markup.options(FACET + facet.code, facet.options, language),
        }
        for facet in page.facets
        if len(facet.options) > 1 or facet.options[0].chosen
    ]


def found(page: Page, language: str, country: str) -> str:
    """How many goods, in a sentence."""
    many = {"many": count(page.total, language), "country": country}
    if page.more:
        return _("More than %(many)s goods for delivery to %(country)s") % many
    said = ngettext(
        "%(many)s product for delivery to %(country)s", "%(many)s products for delivery to %(country)s", page.total
    )
    return said % many


def _sorts(asked: Asked) -> list[tuple[str, str, bool]]:
    names = {
        Sort.BEST: _("Best match"), Sort.PRICE: _("Price, low to high"), Sort.PRICE_DOWN: _("Price, high to low"),
        Sort.NEWEST: _("Newest"), Sort.SOLD: _("Most sold"), Sort.RATING: _("Best rated"),
    }  # fmt: skip
    return [("" if sort is Sort.BEST else sort.value, name, sort is asked.sort) for sort, name in names.items()]


def _pills(asked: Asked, page: Page) -> list[dict[str, str]]:
    labels = {(facet.code, option.code): option.label for facet in page.facets for option in facet.options}
    pills = [
        {"label": labels.get((code, option), option), "href": asked.without(code, option)}
        for code, options in asked.facets.items()
        for option in options
    ]
    if asked.low is not None:
        pills.append({"label": _("from %(price)s") % {"price": f"{asked.low:f}"}, "href": asked.href(low=None)})
    if asked.high is not None:
        pills.append({"label": _("up to %(price)s") % {"price": f"{asked.high:f}"}, "href": asked.href(high=None)})
    return pills


def _below(node: CategoryNode, page: Page) -> list[dict[str, Any]]:
    """The categories below that hold something of what was asked."""
    numbers = {entry.id: entry.count for entry in page.categories}
    return [
        {"label": child.name, "href": f"/c/{child.slug}/", "count": numbers[child.id]}
        for child in node.children
        if child.id in numbers
    ]


def _narrower(asked: Asked, node: CategoryNode | None, page: Page) -> Sequence[dict[str, Any]]:
    if node is not None and not node.children:
        return ()
    return [
        {"label": entry.name, "href": asked.href(category=entry.slug, facets={}), "count": entry.count}
        for entry in page.categories
    ]


def _wider(asked: Asked, node: CategoryNode | None, language: str) -> dict[str, str] | None:
    if node is None:
        return None
    above = category_by_id(node.parent_id, language) if node.parent_id else None
    label = above.name if above else _("All goods")
    return {"label": label, "href": asked.href(category=above.slug if above else "", facets={}), "here": node.name}


def _category(slug: str, language: str) -> CategoryNode | None:
    try:
        return category(slug, language) if slug else None
    except CategoryNotFound:
        return None
