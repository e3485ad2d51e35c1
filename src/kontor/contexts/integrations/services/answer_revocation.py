"""The revocation endpoint: a program gives a token back (RFC 7009)."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from kontor.contexts.integrations.oauth import server
from kontor.contexts.integrations.oauth.answers import Answer, answered
from kontor.contexts.integrations.oauth.validator import Validator


def answer_revocation(*, uri: str, body: str, headers: Mapping[str, str]) -> Answer:
    """Answer one request of a program. An unknown token is given back already."""
    with transaction.atomic():
        return answered(
            lambda: server.revocation(Validator()).create_revocation_response(uri, "POST", body, dict(headers))
        )
