"""The hot reads: plain views that answer with ready bytes. The API's description documents them (see `reads`).

They change nothing, so that a foreign form can do no harm: another method is told that it is the wrong one.
"""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from kontor.contexts.catalogue import queries as catalogue
from kontor.contexts.catalogue.errors import NotInRegion
from kontor.contexts.catalogue.rules import hides_controlled
from kontor.contexts.pricing.queries import rates
from kontor.contexts.search.queries import search
from kontor.platform.http.request import Request
from kontor.platform.http.routes import public
from kontor.sites.api import written
from kontor.sites.api.asked import question, reader
from kontor.sites.api.product import product as product_json

JSON = "application/json"


def answer(body: bytes) -> HttpResponse:
    """Ready bytes. They depend on the reader's place and may be kept by the reader alone, briefly."""
    return HttpResponse(
        body,
        content_type=JSON,
        headers={"Cache-Control": "private, max-age=5", "Vary": "Cookie, Accept-Language"},
    )


@public
@csrf_exempt
@require_safe
def products(request: HttpRequest) -> HttpResponse:
    """A list of products: all, of a category, of a store, narrowed by facets and price."""
    ours = cast("Request", request)
    return answer(written.page(search(question(ours, text=ours.GET.get("q", "")))))


@public
@csrf_exempt
@require_safe
def category_products(request: HttpRequest, slug: str) -> HttpResponse:
    """The products of one category."""
    return answer(written.page(search(question(cast("Request", request), category=slug))))


@public
@csrf_exempt
@require_safe
def product(request: HttpRequest, number: int) -> HttpResponse:
    """One product."""
    ours = cast("Request", request)
    who = reader(ours)
    page = catalogue.product_page(number, who.language)
    if page.export_controlled and hides_controlled(ours.seen_from):
        raise NotInRegion
    return answer(product_json(page, who.currency, rates()))
