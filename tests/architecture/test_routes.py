"""Every address says who may come in: nothing is open by forgetting."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, path

from kontor.platform.http.routes import public, signed_in
from tests.architecture.laws import nothing

# The API's operations declare their own access; its router's views are made by django-ninja.
BY_THEMSELVES = ("api/v1/",)


def _view(request):
    return "in"


def routes(patterns: Any, prefix: str = "") -> Iterator[tuple[str, Any]]:
    """All addresses with their views."""
    for entry in patterns:
        if isinstance(entry, URLResolver):
            yield from routes(entry.url_patterns, prefix + str(entry.pattern))
        elif isinstance(entry, URLPattern):
            yield prefix + str(entry.pattern), entry.callback


def unclassified(patterns: Any) -> list[str]:
    """Addresses whose view carries neither `@public` nor `@signed_in`."""
    return [
        address
        for address, view in routes(patterns)
        if not address.startswith(BY_THEMSELVES) and not hasattr(view, "kontor_access")
    ]


def test_every_address_says_who_may_come_in():
    nothing(unclassified(get_resolver().url_patterns))


def test_a_forgotten_one_is_found():
    def forgotten(request): ...

    patterns = [
        path("a/", public(_view)),
        path("b/", signed_in(_view)),
        path("c/", forgotten),
    ]
    assert unclassified(patterns) == ["c/"]


def test_a_closed_view_turns_strangers_away():
    from kontor.platform.http.errors import NotSignedIn

    view = signed_in(_view)
    assert view(SimpleNamespace(account=object())) == "in"
    try:
        view(SimpleNamespace(account=None))
    except NotSignedIn:
        return
    raise AssertionError("a stranger came in")
