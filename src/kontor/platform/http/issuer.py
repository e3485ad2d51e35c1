"""Our name in the protocols by which programs know us."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def issuer_of(request: HttpRequest) -> str:
    """Where people reach the market, without a closing slash; on one machine whatever the program called us by."""
    return settings.KONTOR.public_url.rstrip("/") or f"{request.scheme}://{request.get_host()}"
