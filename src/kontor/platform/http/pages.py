"""Django's own error answers, in the same words and forms as ours."""

from __future__ import annotations

import logging

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from kontor.platform.http.errors import Broken, FormTooOld, NotFound
from kontor.platform.http.refusals import answer, problem, wants_json

log = logging.getLogger(__name__)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """No route: the same body as for what is not yours."""
    return answer(request, NotFound())


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A request that cannot be read."""
    return HttpResponse(render_to_string("errors/400.html", {"request_id": getattr(request, "id", "")}), status=400)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without its token."""
    log.info("a form was refused: %s", reason)
    return answer(request, FormTooOld())


def broken(request: HttpRequest) -> HttpResponse:
    """A bug of ours: no details for the outside, the request's id to find them."""
    identity = getattr(request, "id", "")
    if wants_json(request):
        response: HttpResponse = problem(Broken(), request_id=identity)
        response.status_code = 500
        return response
    return HttpResponse(render_to_string("errors/500.html", {"request_id": identity}), status=500)
