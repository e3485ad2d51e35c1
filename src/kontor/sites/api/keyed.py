"""Writes carry a key: the same one with the same request has one effect, however often it is sent."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Header

from kontor.platform import idempotency
from kontor.sites.api.errors import key_missing
from kontor.sites.api.program import caller

Answer = tuple[int, Any] | idempotency.Stored
Key = Annotated[str, Header(alias="Idempotency-Key", description="a new random text for each change")]


def keyed(
    request: HttpRequest,
    key: str,
    run: Callable[[], tuple[int, Any] | idempotency.Stored],
    *,
    content: bytes | None = None,
) -> HttpResponse:
    """Run a change of a program, or send the answer that the same one got before.

    Keys belong to one program in one store. The address is compared with the body: a key used for another call is
    another request. A refusal is not remembered: nothing has changed.

    Args:
        run: calls the service; returns status and JSON body, or what `idempotency.once` takes.
        content: compared in place of the body, where that differs each time it is sent (multipart).

    Raises:
        StillRunning, KeyUsedForOther: 409 with Retry-After, 422.
    """
    if not key.strip():
        return key_missing(request)
    program = caller(request)
    said = f"{request.method} {request.path_info}\n{request.headers.get('If-Match', '')}\n".encode()
    stored = idempotency.once(
        scope=f"api:{program.application_id}:{program.seat.store_id}",
        key=key.strip(),
        body=said + (request.body if content is None else content),
        run=lambda: _stored(run()),
    )
    headers = {"Idempotent-Replayed": "true"} if stored.replayed else {}
    body = json.dumps(stored.answer, sort_keys=True)  # the database keeps no order: first and later are the same bytes
    return HttpResponse(body, "application/json", stored.status, headers=headers)


def _stored(answer: Answer) -> idempotency.Stored:
    return answer if isinstance(answer, idempotency.Stored) else idempotency.Stored(*answer)
