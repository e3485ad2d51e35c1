"""Cashback partners say what they have paid (BUY-12)."""

from __future__ import annotations

import logging

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from kontor.contexts.promotions.services.take_paid import take_paid
from kontor.kernel.errors import Refusal
from kontor.platform.http.refusals import problem
from kontor.platform.http.routes import public

log = logging.getLogger(__name__)


@public
@csrf_exempt
@require_POST
def paid(request: HttpRequest, partner: str) -> HttpResponse:
    """What `partner` has paid, checked by its signature; the same again is taken and changes nothing."""
    header = request.headers.get("Kontor-Signature", "")
    try:
        fresh = take_paid(slug=partner, header=header, body=request.body)
    except Refusal as refusal:
        log.warning("a message of cashback partner %s was not taken: %s", partner[:40], refusal.code)
        return problem(refusal, request_id=getattr(request, "id", ""))
    return JsonResponse({"taken": True, "fresh": fresh})
