"""Tokens for codes, tokens back, tokens explained."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from kontor.contexts.integrations.oauth.answers import Answer
from kontor.contexts.integrations.queries.introspection import answer_introspection
from kontor.contexts.integrations.services.answer_revocation import answer_revocation
from kontor.contexts.integrations.services.answer_token import answer_token
from kontor.platform.http.routes import public


@public
@csrf_exempt
@require_POST
def token(request: HttpRequest) -> HttpResponse:
    """A code or a refresh token becomes a pair of tokens."""
    return _sent(request, lambda uri, body, headers: answer_token(uri=uri, body=body, headers=headers))


@public
@csrf_exempt
@require_POST
def revoke(request: HttpRequest) -> HttpResponse:
    """A program gives a token back."""
    return _sent(request, lambda uri, body, headers: answer_revocation(uri=uri, body=body, headers=headers))


@public
@csrf_exempt
@require_POST
def introspect(request: HttpRequest) -> HttpResponse:
    """A program asks what its token is worth."""
    return _sent(request, answer_introspection)


def _sent(request: HttpRequest, ask: Callable[[str, str, dict[str, str]], Answer]) -> HttpResponse:
    """The protocol's answer to a form; the body of anything else is no form."""
    is_form = request.content_type == "application/x-www-form-urlencoded"
    body = request.body.decode(errors="replace") if is_form else ""
    found = ask(request.build_absolute_uri(), body, dict(request.headers))
    return HttpResponse(found.body, status=found.status, headers=dict(found.headers))
