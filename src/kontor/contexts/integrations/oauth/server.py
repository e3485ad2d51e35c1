"""oauthlib's endpoints, put together for OAuth 2.1: codes with PKCE S256, rotating refresh tokens, and nothing else."""

from __future__ import annotations

import re
from typing import Any

from oauthlib.common import Request
from oauthlib.oauth2 import (
    AuthorizationCodeGrant,
    AuthorizationEndpoint,
    BearerToken,
    IntrospectEndpoint,
    InvalidRequestError,
    RefreshTokenGrant,
    RequestValidator,
    RevocationEndpoint,
    TokenEndpoint,
)
from oauthlib.oauth2.rfc6749.grant_types.authorization_code import code_challenge_method_s256

from kontor.contexts.integrations import secrets
from kontor.contexts.integrations.policy import ACCESS_LIFE

_MINUTE = 60  # seconds
_CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43}")  # 32 bytes in base64url
_ONCE = ("code_challenge", "code_challenge_method", "response_mode")


def _holds(request: Request) -> dict[str, object]:
    """What oauthlib leaves open: parameters said twice, another way back than the query, a challenge that is no hash.

    Raises:
        InvalidRequestError: the program is told by the way back.
    """
    if twice := [name for name in _ONCE if name in request.duplicate_params]:
        raise InvalidRequestError(f"Duplicate {twice[0]} parameter.", request=request)
    if request.response_mode not in {None, "query"}:
        raise InvalidRequestError("Only response_mode=query is supported.", request=request)
    if request.code_challenge is not None and not _CHALLENGE.fullmatch(request.code_challenge):
        raise InvalidRequestError("code_challenge must be the base64url of a SHA-256.", request=request)
    return {}


class S256Only(AuthorizationCodeGrant):
    """A challenge is a hash: `plain` would show the verifier to whoever sees the first address (OAuth 2.1, 4.1.1)."""

    _code_challenge_methods = {"S256": code_challenge_method_s256}


def _bearer(validator: RequestValidator) -> Any:
    return BearerToken(
        validator,
        token_generator=lambda _: secrets.fresh(secrets.ACCESS),
        expires_in=lambda _: ACCESS_LIFE.int() * _MINUTE,
        refresh_token_generator=lambda _: secrets.fresh(secrets.REFRESH),
    )


def authorization(validator: RequestValidator) -> AuthorizationEndpoint:
    """Where people say yes or no."""
    return AuthorizationEndpoint("code", _bearer(validator), {"code": S256Only(validator, pre_auth=[_holds])})


def tokens(validator: RequestValidator) -> TokenEndpoint:
    """Where codes and refresh tokens become tokens. Another grant type is answered `unsupported_grant_type`."""
    kinds: dict[str, Any] = {
        "authorization_code": S256Only(validator),
        "refresh_token": RefreshTokenGrant(validator),
    }
    return TokenEndpoint("authorization_code", _bearer(validator), kinds)


def revocation(validator: RequestValidator) -> RevocationEndpoint:
    """Where a program gives its tokens back (RFC 7009)."""
    return RevocationEndpoint(validator)


def introspection(validator: RequestValidator) -> IntrospectEndpoint:
    """Where a program asks what its token is worth (RFC 7662)."""
    return IntrospectEndpoint(validator)
