"""How the API itself says no."""

from __future__ import annotations

import json

from django.http import HttpRequest, HttpResponse

from kontor.kernel.errors import Kind, Refusal
from kontor.kernel.text import mark as _
from kontor.platform.http.refusals import problem

MISSING = 400


class KeyMissing(Refusal):
    code = "ERR_IDEMPOTENCY_KEY_MISSING"
    kind = Kind.INVALID
    sentence = _(
        "Send the header Idempotency-Key: a new random text for each purchase, the same one when you send it again."
    )


def key_missing(request: HttpRequest) -> HttpResponse:
    """400, as the header's convention asks, in the form of every other refusal."""
    response = problem(KeyMissing(field="Idempotency-Key"), request_id=getattr(request, "id", ""))
    response.content = json.dumps({**json.loads(response.content), "status": MISSING}).encode()
    response.status_code = MISSING
    return response
