"""What the head and foot of every page need. A context processor: lazy, so that a fragment pays for nothing."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.functional import SimpleLazyObject

from kontor.sites.storefront.account import places
from kontor.sites.storefront.notices.listing import bell_context
from kontor.sites.storefront.wishes.guest import wished_of


def chrome(request: HttpRequest) -> dict[str, Any]:
    """The chooser of country, language and currency, and who is signed in."""
    place = getattr(request, "place", None)
    if place is None:
        return {}
    given: dict[str, Any] = {"place": lambda: places.menu(place)}
    if getattr(request, "audience", "") == "buyer":
        given["wished"] = SimpleLazyObject(lambda: wished_of(request))
        given["bell"] = SimpleLazyObject(lambda: _bell(request))
        given["viewer_name"] = lambda: getattr(getattr(request, "account", None), "given_name", "")
    return given


def _bell(request: HttpRequest) -> str:
    """The bell of who is signed in, "" for visitors; drawn only where a page shows it."""
    if getattr(request, "account", None) is None:
        return ""
    return render_to_string("storefront/notices/bell.html", bell_context(request))
