"""The reference of the API as a page, made from its own description."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from kontor.platform.http.routes import public


@public
@require_safe
def reference(request: HttpRequest) -> HttpResponse:
    """What programs can do."""
    del request
    return HttpResponse("")
