"""What the head and foot of every page need. A context processor: lazy, so that a fragment pays for nothing."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from kontor.sites.storefront.account import places


def chrome(request: HttpRequest) -> dict[str, Any]:
    """The chooser of country, language and currency, and who is signed in."""
    place = getattr(request, "place", None)
    if place is None:
        return {}
    given: dict[str, Any] = {"place": lambda: places.menu(place)}
    if getattr(request, "audience", "") == "buyer":
        given["viewer_name"] = lambda: getattr(getattr(request, "account", None), "given_name", "")
    return given
