"""For which host passkeys are, and the question that a browser was asked."""

from __future__ import annotations

import base64
import secrets
from datetime import datetime, timedelta
from ipaddress import ip_address
from urllib.parse import urlsplit

from django.conf import settings

from kontor.contexts.accounts.errors.second_step import PasskeyRefused
from kontor.contexts.accounts.passkeys import Party
from kontor.kernel.clock import now
from kontor.platform.http.request import Request

_ASKED = "passkey_asked"  # key of the session
_PATIENCE = timedelta(minutes=5)


def party(request: Request) -> Party | None:
    """The host and the address that browsers must be at; None where passkeys cannot be: at a bare IP address."""
    origin = settings.KONTOR.public_url.rstrip("/") or f"{request.scheme}://{request.get_host()}"
    host = urlsplit(origin).hostname or ""
    try:
        ip_address(host)
    except ValueError:
        return Party(host, origin.lower()) if host else None
    return None


def ask(request: Request) -> bytes:
    """A new question for this browser, in place of an earlier one."""
    challenge = secrets.token_bytes(32)
    request.session[_ASKED] = [base64.b64encode(challenge).decode(), now().isoformat()]
    return challenge


def asked(request: Request) -> tuple[Party, bytes]:
    """The host and the question to which an answer came; the question is used up.

    Raises:
        PasskeyRefused: nothing was asked, or too long ago.
    """
    challenge, at = request.session.pop(_ASKED, ("", ""))
    host = party(request)
    if not challenge or host is None or not timedelta(0) <= now() - datetime.fromisoformat(at) <= _PATIENCE:
        raise PasskeyRefused
    return host, base64.b64decode(challenge)
