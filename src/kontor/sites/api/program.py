"""Who calls, when it is a program that a store has connected: by the access token in the header, nowhere else."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, cast

from django.http import HttpRequest
from django.urls import reverse
from ninja.security.base import AuthBase

from kontor.contexts.integrations.errors.programs import TokenInAddress, TokenRefused
from kontor.contexts.integrations.policy import CALLS_A_MINUTE
from kontor.contexts.integrations.queries.access import Program, program_of
from kontor.contexts.integrations.scopes import SCOPES
from kontor.contexts.integrations.services.note_use import note_use
from kontor.kernel.errors import Refusal
from kontor.platform import limits
from kontor.platform.audit import Acting
from kontor.platform.http.issuer import issuer_of
from kontor.platform.http.request import Request

MINUTE = timedelta(minutes=1)


class ProgramToken(AuthBase):
    """Lets a program in that holds `scope`; counts its calls for the store and says how it stands.

    Args:
        scope: what the call needs; "" when any connected program may make it.
    """

    openapi_type = "oauth2"
    openapi_description = "A store's people allow a program what it may do; see /api/docs/."
    openapi_flows = {
        "authorizationCode": {
            "authorizationUrl": "/seller/programs/consent/",
            "tokenUrl": "/oauth/token",
            "refreshUrl": "/oauth/token",
            "scopes": {name: scope.title for name, scope in SCOPES.items()},
        }
    }

    def __init__(self, scope: str = "") -> None:
        super().__init__()
        self.scope = scope

    def __call__(self, request: HttpRequest) -> Program:
        ours = cast("Request", request)
        ours.answer_headers["Cache-Control"] = "no-store"
        try:
            program = program_of(_token(ours))
        except Refusal:
            _challenge(ours, 'error="invalid_token"')
            raise
        _count(ours, program)
        if self.scope and self.scope not in program.scopes:
            _challenge(ours, f'error="insufficient_scope", scope="{self.scope}"')
            program.need(self.scope)
        note_use(program=program)
        ours.__dict__["acting"] = Acting("program", program.seat.account_id, program.application)
        return program


def caller(request: HttpRequest) -> Program:
    """The program that `ProgramToken` has let in."""
    program: Program = request.auth  # type: ignore[attr-defined]
    return program


def _token(request: Request) -> str:
    """The token of the header.

    Raises:
        TokenInAddress: it stands in the address, where logs keep it.
        TokenRefused: there is none.
    """
    if "access_token" in request.GET:
        raise TokenInAddress
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise TokenRefused
    return token.strip()


def _challenge(request: Request, said: str) -> None:
    resource = issuer_of(request) + reverse("oauth_resource")
    request.answer_headers["WWW-Authenticate"] = f'Bearer realm="kontor", {said}, resource_metadata="{resource}"'


def _count(request: Request, program: Program) -> None:
    """So many calls a minute of one program for one store; told in headers, whatever the answer.

    Raises:
        TooMany: with the seconds to wait.
    """
    limit = CALLS_A_MINUTE.int()
    told: dict[str, Any] = request.answer_headers
    told["RateLimit-Policy"] = f'"store";q={limit};w={int(MINUTE.total_seconds())}'
    key = f"{program.application_id}:{program.seat.store_id}"
    try:
        standing = limits.spend(scope="api.calls", key=key, limit=limit, window=MINUTE)
    except limits.TooMany as refusal:
        told["RateLimit"] = f'"store";r=0;t={refusal.retry_after}'
        raise
    told["RateLimit"] = f'"store";r={standing.left};t={standing.seconds}'
