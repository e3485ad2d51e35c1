"""The introspection endpoint: a program asks what its token is worth (RFC 7662)."""

from __future__ import annotations

from collections.abc import Mapping

from kontor.contexts.integrations.oauth import server
from kontor.contexts.integrations.oauth.answers import Answer, answered
from kontor.contexts.integrations.oauth.validator import Validator


def answer_introspection(uri: str, body: str, headers: Mapping[str, str]) -> Answer:
    """Answer one request. For the program that the token was given to: it shows its own secret with it."""
    return answered(
        lambda: server.introspection(Validator()).create_introspect_response(uri, "POST", body, dict(headers))
    )
