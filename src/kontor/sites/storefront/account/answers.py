"""A form's page, fresh or after a refusal."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kontor.kernel.errors import Refusal
from kontor.platform.http.refusals import STATUS


def form_page(
    request: HttpRequest, template: str, context: dict[str, Any], refusal: Refusal | None = None
) -> HttpResponse:
    """The page; after `refusal` with its status, and with the wait where there is one."""
    if refusal is None:
        return render(request, template, context)
    response = render(request, template, {"form_failed": True, **context}, status=STATUS[refusal.kind])
    if refusal.retry_after is not None:
        response.headers["Retry-After"] = str(refusal.retry_after)
    return response
