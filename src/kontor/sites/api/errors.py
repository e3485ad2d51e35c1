"""How the API itself says no."""

from __future__ import annotations

import json

from django.http import HttpRequest, HttpResponse

from kontor.kernel.errors import Kind, Refusal
from kontor.kernel.text import mark as _
from kontor.platform.http.refusals import problem

MISSING, STALE, UNCONDITIONAL = 400, 412, 428


class KeyMissing(Refusal):
    code = "ERR_IDEMPOTENCY_KEY_MISSING"
    kind = Kind.INVALID
    sentence = _(
        "Send the header Idempotency-Key: a new random text for each change, the same one when you send it again."
    )


class ConditionMissing(Refusal):
    code = "ERR_PRECONDITION_MISSING"
    kind = Kind.INVALID
    sentence = _("Send the header If-Match with the ETag that you have read, so that nobody's change is overwritten.")


class ConditionFailed(Refusal):
    code = "ERR_PRECONDITION_FAILED"
    kind = Kind.CONFLICT
    sentence = _("It has changed since you read it. Read it again and send your change with the new ETag.")


def key_missing(request: HttpRequest) -> HttpResponse:
    """400, as the header's convention asks."""
    return with_status(request, KeyMissing(field="Idempotency-Key"), MISSING)


def with_status(request: HttpRequest, refusal: Refusal, status: int) -> HttpResponse:
    """The refusal under a status of the protocol's own, in the form of every other refusal."""
    response = problem(refusal, request_id=getattr(request, "id", ""))
    response.content = json.dumps({**json.loads(response.content), "status": status}).encode()
    response.status_code = status
    return response
