"""Uploaded and made pictures. A proxy or an object storage may serve them instead."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.utils._os import safe_join
from django.views.decorators.http import require_safe

from kontor.platform.http.errors import NotFound
from kontor.platform.http.headers import FOR_UPLOADS
from kontor.platform.http.routes import public

_TYPES = {
    ".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg",
    ".webp": "image/webp", ".avif": "image/avif", ".gif": "image/gif", ".pdf": "application/pdf",
}  # fmt: skip


@public
@require_safe
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """One file. Its name changes with its content, so it may be kept for a year."""
    try:
        place = Path(safe_join(settings.MEDIA_ROOT, path))
    except SuspiciousFileOperation:
        raise NotFound from None
    kind = _TYPES.get(place.suffix.lower())
    if kind is None or not place.is_file():
        raise NotFound
    response = FileResponse(place.open("rb"), content_type=kind)
    for name, value in FOR_UPLOADS.items():
        response.headers[name] = value
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
