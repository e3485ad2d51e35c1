"""The browser's helper that shows push messages. It stands at the root, so that it serves every page."""

from __future__ import annotations

from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from kontor.platform.http.routes import public

_SCRIPT = (Path(__file__).parent / "push-worker.js").read_bytes()


@public
@require_safe
def worker(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  (a view's shape)
    """The script, the same for everybody."""
    return HttpResponse(_SCRIPT, content_type="text/javascript; charset=utf-8", headers={"Cache-Control": "no-cache"})
