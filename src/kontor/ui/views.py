"""The living page `/_ui/`: every component in every state, and mock pages to copy the structure from."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe

from kontor.platform.http.routes import public
from kontor.ui import living, pictures

MOCKS = ("home", "listing", "product", "cart", "seller", "queue", "sign-in")
_RTL = ("ar", "he", "fa", "ur")


def _workshop(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Shown only where no real market runs; language, theme and direction may be asked for in the address."""

    @wraps(view)
    def guarded(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not (settings.DEBUG or not settings.KONTOR.production):
            raise Http404
        language = request.GET.get("language", "")
        if language not in {*dict(settings.LANGUAGES), *_RTL}:
            return view(request, **kwargs)
        with translation.override(language):
            return view(request, **kwargs)

    return public(guarded)


def _look(request: HttpRequest) -> dict[str, Any]:
    theme = request.GET.get("theme", "")
    return {
        "theme": theme if theme in {"kontor", "kontor-dark"} else "",
        "text_direction": "rtl" if request.GET.get("dir") == "rtl" else "",
    }


@_workshop
@require_safe
def living_page(request: HttpRequest) -> HttpResponse:
    """All components."""
    return render(request, "ui/living.html", {**living.everything(), **_look(request), "mocks": MOCKS})


@_workshop
@require_safe
def mock(request: HttpRequest, *, name: str) -> HttpResponse:
    """A page as it should look, with invented content."""
    if name not in MOCKS:
        raise Http404
    return render(request, f"ui/mock/{name.replace('-', '_')}.html", {**living.page(name), **_look(request)})


@_workshop
@require_safe
def error(request: HttpRequest, *, status: int) -> HttpResponse:
    """An error page, without the error."""
    if status not in {400, 403, 404, 429, 500, 503}:
        raise Http404
    return render(request, f"errors/{status}.html", _look(request), status=status)


@public
@require_safe
def picture(request: HttpRequest, *, kind: str, hue: int) -> HttpResponse:
    """A drawn stand-in for a product's picture."""
    del request
    if kind not in pictures.KINDS:
        raise Http404
    response = HttpResponse(pictures.draw(kind, hue), content_type="image/svg+xml")
    response["Cache-Control"] = "public, max-age=86400"
    return response
