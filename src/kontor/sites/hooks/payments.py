"""Payment providers tell what became of payments (TRD-06)."""

from __future__ import annotations

import logging

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from kontor.contexts.payments.services.take_callback import take_callback
from kontor.kernel.errors import Refusal
from kontor.platform.http.refusals import problem
from kontor.platform.http.routes import public

log = logging.getLogger(__name__)


@public
@csrf_exempt
@require_POST
def notify(request: HttpRequest, provider: str) -> HttpResponse:
    """What `provider` says unasked, checked by its signature; answered with its own word for "heard"."""
    headers = {name.lower(): value for name, value in request.headers.items()}
    try:
        receipt = take_callback(code=provider, headers=headers, body=request.body)
    except Refusal as refusal:
        log.warning("a message for %s was not taken: %s", provider[:30], refusal.code)
        return problem(refusal, request_id=getattr(request, "id", ""))
    return HttpResponse(receipt, content_type="text/plain; charset=utf-8")
