"""Which address this browser has just registered: a signed cookie, so that no session is needed for it."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from kontor.contexts.accounts.rules import addresses

COOKIE = "kontor_waiting"
_SALT = "kontor.waiting"
_DAY = 24 * 3600


@dataclass(frozen=True, slots=True)
class Waiting:
    """An address that waits for its link or code."""

    text: str
    key: str

    @property
    def by_phone(self) -> bool:
        return "@" not in self.key


def remember(response: HttpResponse, address: str, country: str) -> None:
    """Keep the address that was registered, or typed to get another message."""
    parsed = addresses.parse(address, country)
    response.set_cookie(
        COOKIE,
        signing.dumps([parsed.text, parsed.key], salt=_SALT),
        max_age=_DAY,
        secure=settings.KONTOR.secure,
        httponly=True,
        samesite="Lax",
    )


def of(request: HttpRequest) -> Waiting | None:
    """The address that this browser waits for, or None."""
    try:
        text, key = signing.loads(request.COOKIES.get(COOKIE, ""), salt=_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Waiting(str(text), str(key))


def forget(response: HttpResponse) -> None:
    """The address is proven."""
    response.delete_cookie(COOKIE, samesite="Lax")
