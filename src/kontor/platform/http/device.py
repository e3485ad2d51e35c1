"""Which browser it is: a random id in a signed cookie that outlives sessions.

Whoever copies the database learns no device: contexts keep `digest(id)`. Whoever invents a cookie has no device.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

COOKIE = "kontor_device"
_SALT = "kontor.device"
_KEPT = 400 * 24 * 3600  # seconds: the longest that browsers keep a cookie
_LENGTH = 32  # hex digits


def device_of(request: HttpRequest) -> str:
    """The id of the browser that asks, or "" when it has none of ours."""
    try:
        found = signing.Signer(salt=_SALT).unsign(request.COOKIES.get(COOKIE, ""))
    except signing.BadSignature:
        return ""
    return found if len(found) == _LENGTH else ""


def new_device() -> str:
    """An id for a browser that has none; it is the browser's once `give` has set it."""
    return secrets.token_hex(_LENGTH // 2)


def give(response: HttpResponse, device: str) -> None:
    """Have the browser keep its id, from now on for as long as browsers do."""
    response.set_cookie(
        COOKIE,
        signing.Signer(salt=_SALT).sign(device),
        max_age=_KEPT,
        secure=settings.KONTOR.secure,
        httponly=True,
        samesite="Lax",
        path="/",
    )


def digest(device: str) -> str:
    """What tables keep of an id; "" for none."""
    if not device:
        return ""
    return hmac.new(f"kontor.device:{settings.SECRET_KEY}".encode(), device.encode(), hashlib.sha256).hexdigest()
