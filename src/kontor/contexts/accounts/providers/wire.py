"""The line to a provider: Authlib writes the requests, a short patience, and every silence named."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import httpx
from authlib.oauth2.rfc6749.parameters import prepare_grant_uri, prepare_token_request
from authlib.oauth2.rfc7636 import create_s256_code_challenge

from kontor.contexts.accounts.policy import SOCIAL_PATIENCE
from kontor.contexts.accounts.providers.protocol import Departure, Keys, ProviderSilent, Unproven

_SERVER_ERROR, _CLIENT_ERROR = 500, 400
_LONGEST = 256_000  # bytes of an answer
_FORM = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}


def leaving(address: str, keys: Keys, visit: Departure, **more: str) -> str:
    """The address of the consent page, with state and PKCE challenge (S256)."""
    return str(
        prepare_grant_uri(
            address,
            keys.id,
            "code",
            redirect_uri=visit.redirect_uri,
            state=visit.state,
            code_challenge=create_s256_code_challenge(visit.verifier),
            code_challenge_method="S256",
            **more,
        )
    )


def tokens(address: str, keys: Keys, visit: Departure, code: str, **more: str) -> dict[str, Any]:
    """What the provider gives for `code`, at least an access token.

    Raises:
        ProviderSilent, Unproven: no answer; or the provider does not take the code.
    """
    if not code:
        raise Unproven("no code")
    secret = {"client_secret": keys.secret} if keys.secret else {}
    body = prepare_token_request(
        "authorization_code",
        redirect_uri=visit.redirect_uri,
        code=code,
        code_verifier=visit.verifier,
        client_id=keys.id,
        **secret,
        **more,
    )
    given = asked("POST", address, content=str(body).encode(), headers=_FORM)
    if not text(given, "access_token", _LONGEST):
        raise Unproven("no token")
    return given


def asked(method: str, address: str, **more: Any) -> dict[str, Any]:
    """One question, answered with a JSON object. No redirect is followed: these addresses answer themselves.

    Raises:
        ProviderSilent, Unproven: no answer; or one that says no, which some say with status 200.
    """
    patience = float(SOCIAL_PATIENCE.int())
    try:
        answer = httpx.request(method, address, timeout=patience, trust_env=False, follow_redirects=False, **more)
    except httpx.HTTPError as error:
        raise ProviderSilent(type(error).__name__) from None
    if answer.status_code >= _SERVER_ERROR or len(answer.content) > _LONGEST:
        raise ProviderSilent(f"status {answer.status_code}")
    try:
        told = answer.json()
    except ValueError:
        raise ProviderSilent("not JSON") from None
    if answer.status_code >= _CLIENT_ERROR or not isinstance(told, dict) or "error" in told:
        raise Unproven(f"refused with status {answer.status_code}")
    return told


def text(told: Mapping[str, Any], name: str, longest: int = 254) -> str:
    """The text called `name`, without outer blanks; "" for anything else than a text or a number."""
    value = told.get(name)
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    written = str(value).strip()
    return written if len(written) <= longest else ""
