"""Posts that only our own pages may make (ACC-01)."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest

from kontor.platform.http.errors import ForeignOrigin


def require_first_party(request: HttpRequest) -> None:
    """Let the request through only if the browser says that a page of ours sent it.

    Raises:
        ForeignOrigin: for another origin, for a program that names none, and for a frame of somebody else.
    """
    if request.META.get("HTTP_SEC_FETCH_SITE", "same-origin") != "same-origin":
        raise ForeignOrigin
    named = request.META.get("HTTP_ORIGIN") or request.META.get("HTTP_REFERER", "")
    if _origin(named) not in _own(request):
        raise ForeignOrigin


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}".lower() if parts.netloc else ""


def _own(request: HttpRequest) -> set[str]:
    if settings.KONTOR.public_url:
        return {_origin(settings.KONTOR.public_url)}
    return {f"{request.scheme}://{request.get_host()}".lower()}
