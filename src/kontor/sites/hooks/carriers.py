"""Carriers tell where parcels are (TRD-13)."""

from __future__ import annotations

import logging

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from kontor.contexts.logistics.services.take_push import take_push
from kontor.kernel.errors import Refusal
from kontor.platform.http.refusals import problem
from kontor.platform.http.routes import public

log = logging.getLogger(__name__)


@public
@csrf_exempt
@require_POST
def push(request: HttpRequest, carrier: str) -> HttpResponse:
    """What `carrier` says unasked, checked by its signature; answered in the carrier's own way."""
    headers = {name.lower(): value for name, value in request.headers.items()}
    try:
        body, kind = take_push(carrier=carrier, headers=headers, body=request.body)
    except Refusal as refusal:
        log.warning("a message for %s was not taken: %s", carrier[:30], refusal.code)
        return problem(refusal, request_id=getattr(request, "id", ""))
    return HttpResponse(body, content_type=kind)
