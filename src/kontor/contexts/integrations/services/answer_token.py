"""The token endpoint: a code or a refresh token becomes a pair of tokens (SEL-12)."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from kontor.contexts.integrations.oauth import server
from kontor.contexts.integrations.oauth.answers import Answer, answered
from kontor.contexts.integrations.oauth.validator import Validator


def answer_token(*, uri: str, body: str, headers: Mapping[str, str]) -> Answer:
    """Answer one request of a program, in the protocol's own words (RFC 6749, 5).

    What a second use of a code or a refresh token ends is kept although the answer is a refusal.
    """
    with transaction.atomic():
        return answered(lambda: server.tokens(Validator()).create_token_response(uri, "POST", body, dict(headers)))
