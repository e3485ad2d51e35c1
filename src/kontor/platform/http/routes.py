"""Every view says who may come in. An architecture test asks each route for its answer."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.http import HttpRequest

from kontor.platform.http.errors import NotSignedIn

V = TypeVar("V", bound=Callable[..., Any])

PUBLIC, SIGNED_IN = "public", "signed in"


def public(view: V) -> V:
    """Anybody may call this view."""
    view.kontor_access = PUBLIC  # type: ignore[attr-defined]
    return view


def signed_in(view: V) -> V:
    """Only an account of the site's audience may: others are sent to its sign-in page.

    Which right a seat needs for it is the services' and queries' business.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if getattr(request, "account", None) is None:
            raise NotSignedIn
        return view(request, *args, **kwargs)

    guarded.kontor_access = SIGNED_IN  # type: ignore[attr-defined]
    return guarded  # type: ignore[return-value]
