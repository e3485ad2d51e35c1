"""Proof that a registration comes from our own Join page, opened a moment ago (ACC-01)."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta
from functools import wraps

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware
from django.utils.decorators import decorator_from_middleware
from django.views.decorators.csrf import csrf_exempt

from kontor.contexts.accounts.errors import NotFirstParty
from kontor.contexts.accounts.policy import JOIN_TICKET
from kontor.kernel.clock import now
from kontor.kernel.errors import Refusal
from kontor.platform.http.origin import require_first_party
from kontor.platform.http.refusals import answer

log = logging.getLogger(__name__)

View = Callable[..., HttpResponseBase]

COOKIE = "kontor_join"
_SALT = "kontor.join"


class _Csrf(CsrfViewMiddleware):
    """Django's check, with our own answer."""

    def _reject(self, request: HttpRequest, reason: str) -> HttpResponse:
        log.info("a registration was refused: %s", reason)
        return answer(request, NotFirstParty())


def first_party(view: View) -> View:
    """Let a POST through only with our form's token, from our own origin, with the ticket of the opened page."""

    @wraps(view)
    def checked(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if request.method == "POST":
            try:
                require_first_party(request)
            except Refusal:
                raise NotFirstParty from None
            check_ticket(request)
        return view(request, *args, **kwargs)

    return csrf_exempt(decorator_from_middleware(_Csrf)(checked))


def give_ticket(response: HttpResponse) -> None:
    """Note in a signed cookie when the page was opened."""
    response.set_cookie(
        COOKIE,
        signing.dumps({"opened": now().timestamp()}, salt=_SALT),
        max_age=int(_lifetime().total_seconds()),
        path="/join/",
        secure=settings.KONTOR.secure,
        httponly=True,
        samesite="Strict",
    )


def check_ticket(request: HttpRequest) -> None:
    """That the page was opened here, not in the future and not too long ago.

    Raises:
        NotFirstParty: there is no ticket, it is not ours, or its time is over.
    """
    try:
        opened = float(signing.loads(request.COOKIES.get(COOKIE, ""), salt=_SALT)["opened"])
    except (signing.BadSignature, KeyError, TypeError, ValueError):
        raise NotFirstParty from None
    age = timedelta(seconds=now().timestamp() - opened)
    if not timedelta(0) <= age <= _lifetime():
        raise NotFirstParty


def _lifetime() -> timedelta:
    return timedelta(minutes=JOIN_TICKET.int())
