"""The one place where a refusal becomes an answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any, cast
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext

from kontor.kernel.errors import Kind, Refusal, Refusals
from kontor.platform.http import measure
from kontor.platform.http.audience import site_of
from kontor.platform.http.errors import ForeignOrigin, NotFound
from kontor.platform.http.request import Request

STATUS = {
    Kind.INVALID: 422,
    Kind.UNAUTHENTICATED: 401,
    Kind.FORBIDDEN: 403,
    Kind.NOT_FOUND: 404,
    Kind.CONFLICT: 409,
    Kind.BARRED: 451,
    Kind.LIMIT: 429,
    Kind.UNAVAILABLE: 503,
}


class RefusalMiddleware:
    """Last in the list: turns refusals that a view lets through into answers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, Refusal):
            return answer(request, error)
        if isinstance(error, Http404):
            return answer(request, NotFound())
        if isinstance(error, PermissionDenied):
            return answer(request, ForeignOrigin())
        return None


def answer(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The answer to `refusal`: problem+json for programs, a page (or the way to sign in) for people."""
    measure.refusal(refusal.code)
    if wants_json(request):
        response: HttpResponse = problem(refusal, request_id=getattr(request, "id", ""))
    elif refusal.kind is Kind.UNAUTHENTICATED:
        response = _to_sign_in(request)
    else:
        response = _page(request, refusal)
    if refusal.retry_after is not None:
        response.headers["Retry-After"] = str(refusal.retry_after)
    if response.status_code in {401, 403, 404, 409, 422, 429, 503}:
        response.headers["Cache-Control"] = "no-store"
    return response


def wants_json(request: HttpRequest) -> bool:
    """Whether a program asks: the API's paths, or a client that prefers JSON."""
    return request.path_info.startswith("/api/") or "json" in request.META.get("HTTP_ACCEPT", "")


def say(refusal: Refusal) -> str:
    """The refusal's sentence in the language of the page."""
    sentence = gettext(refusal.sentence) if refusal.sentence else ""
    return sentence % refusal.params if refusal.params else sentence


def parts_of(refusal: Refusal) -> list[Refusal]:
    """The single refusals in it."""
    return list(refusal.parts) if isinstance(refusal, Refusals) else [refusal]


def messages_of(refusal: Refusal) -> tuple[list[str], dict[str, list[str]]]:
    """What a form shows: sentences of the whole, and sentences by field."""
    summary: list[str] = []
    fields: defaultdict[str, list[str]] = defaultdict(list)
    for part in parts_of(refusal):
        (fields[part.field] if part.field else summary).append(say(part))
    return summary, dict(fields)


def problem(refusal: Refusal, *, request_id: str) -> JsonResponse:
    """RFC 9457's form, with our code, the fields and the request's id."""
    summary, fields = messages_of(refusal)
    first = next(iter(parts_of(refusal)), refusal)
    body: dict[str, Any] = {
        "code": first.code if len(parts_of(refusal)) == 1 else refusal.code,
        "title": summary[0] if summary else say(first),
        "status": STATUS[refusal.kind],
        "fields": fields,
        "errors": [{"code": part.code, "field": part.field, "title": say(part)} for part in parts_of(refusal)],
        "request_id": request_id,
    }
    if refusal.retry_after is not None:
        body["retry_after"] = refusal.retry_after
    return JsonResponse(body, status=STATUS[refusal.kind], content_type="application/problem+json")


def _page(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    status = STATUS[refusal.kind]
    summary, fields = messages_of(refusal)
    template = "errors/404.html" if status == 404 else "platform/refusal.html"  # 404 tells nothing about the reason
    context = {
        "status": status,
        "code": refusal.code,
        "sentences": [*summary, *(sentence for several in fields.values() for sentence in several)],
        "request_id": getattr(request, "id", ""),
    }
    return HttpResponse(render_to_string(template, context, request), status=status)


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    back = cast("Request", request).here
    target = f"{site_of(request.path_info).sign_in}?{urlencode({'next': back})}"
    if request.headers.get("HX-Request"):
        return HttpResponse(status=401, headers={"HX-Redirect": target})
    return HttpResponseRedirect(target)
