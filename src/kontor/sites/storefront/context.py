"""What the head of every storefront page shows of the goods. A context processor, lazy: fragments pay nothing."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from kontor.contexts.catalogue.queries import category_tree

CART_COUNT = "kontor_cart_count"  # a cookie that the cart writes: the badge costs no query
_MOST = 99_999


def shelves(request: HttpRequest) -> dict[str, Any]:
    """The top categories, what their ready strip is kept under, and how much lies in the cart.

    `shelf` is the address of the category that is open, "" outside of the top ones: `{% kept %}` draws the strip
    and the chooser of the search once for each.
    """
    place = getattr(request, "place", None)
    if place is None or getattr(request, "audience", "") != "buyer":
        return {}
    return {
        "shelf": lambda: _shelf(place.language, request.path_info),
        "search_category": "",
        "categories": SimpleLazyObject(lambda: _categories(place.language, request.path_info)),
        "cart_count": _cart_count(request),
    }


def _categories(language: str, path: str) -> list[dict[str, Any]]:
    return [
        {"label": node.name, "slug": node.slug, "href": f"/c/{node.slug}/", "active": path == f"/c/{node.slug}/"}
        for node in category_tree(language)
    ]


def _shelf(language: str, path: str) -> str:
    if path.startswith("/c/") and any(path == f"/c/{node.slug}/" for node in category_tree(language)):
        return path
    return ""


def _cart_count(request: HttpRequest) -> int:
    text = request.COOKIES.get(CART_COUNT, "")
    return min(int(text), _MOST) if text.isascii() and text.isdigit() else 0
