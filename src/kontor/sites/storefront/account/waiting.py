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
    audience: str

    @property
    def by_phone(self) -> bool:
        return "@" not in self.key


def remember(response: HttpResponse, address: str, country: str, audience: str) -> None:
    """Keep the address that was typed to get another message."""
    parsed = addresses.parse(address, country)
    give(response, Waiting(parsed.text, parsed.key, audience))


def give(response: HttpResponse, waiting: Waiting) -> None:
    """Keep the address of an account that has just been made."""
    response.set_cookie(
        COOKIE,
        signing.dumps([waiting.text, waiting.key, waiting.audience], salt=_SALT),
        max_age=_DAY,
        secure=settings.KONTOR.secure,
        httponly=True,
        samesite="Lax",
    )


def of(request: HttpRequest, audience: str) -> Waiting | None:
    """The address for which this browser waits as a buyer or as a seller, or None."""
    try:
        text, key, named = signing.loads(request.COOKIES.get(COOKIE, ""), salt=_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Waiting(str(text), str(key), audience) if named == audience else None


def forget(response: HttpResponse) -> None:
    """The address is proven."""
    response.delete_cookie(COOKIE, samesite="Lax")
