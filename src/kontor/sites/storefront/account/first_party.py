"""Proof that a registration comes from our own page, opened a moment ago (ACC-01)."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import wraps

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware
from django.utils.decorators import decorator_from_middleware
from django.views.decorators.csrf import csrf_exempt

from kontor.contexts.accounts.policy import JOIN_TICKET
from kontor.kernel.clock import now
from kontor.kernel.errors import Refusal
from kontor.platform.http.origin import require_first_party
from kontor.platform.http.refusals import answer
from kontor.sites.storefront.account import doors

log = logging.getLogger(__name__)

View = Callable[..., HttpResponseBase]


class _Csrf(CsrfViewMiddleware):
    """Django's check, with our own answer."""

    def _reject(self, request: HttpRequest, reason: str) -> HttpResponse:
        log.info("a registration was refused: %s", reason)
        return answer(request, doors.at(request.path_info).refusal())


def first_party(view: View) -> View:
    """Let a POST through only with our form's token, from our own origin, with the ticket of the opened page."""

    @wraps(view)
    def checked(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if request.method == "POST":
            try:
                require_first_party(request)
            except Refusal:
                raise doors.at(request.path_info).refusal from None
            check_ticket(request)
        return view(request, *args, **kwargs)

    return csrf_exempt(decorator_from_middleware(_Csrf)(checked))


def give_ticket(request: HttpRequest, response: HttpResponse, door: doors.Door) -> None:
    """Note in a signed cookie when the page was opened, and when first; it serves for this door alone."""
    moment, first = now(), form_opened_at(request)
    opened = {"opened": moment.timestamp(), "first": (first or moment).timestamp()}
    response.set_cookie(
        door.ticket,
        signing.dumps(opened, salt=door.ticket),
        max_age=int(_lifetime().total_seconds()),
        path=door.page,
        secure=settings.KONTOR.secure,
        httponly=True,
        samesite="Strict",
    )


def check_ticket(request: HttpRequest) -> None:
    """That the page was opened here, not in the future and not too long ago.

    Raises:
        NotFirstParty: there is no ticket, it is not ours, or its time is over.
    """
    door = doors.at(request.path_info)
    try:
        ticket = signing.loads(request.COOKIES.get(door.ticket, ""), salt=door.ticket)
        opened = float(ticket["opened"])
        first = float(ticket.get("first", opened))
    except (signing.BadSignature, KeyError, TypeError, ValueError):
        raise door.refusal from None
    age = timedelta(seconds=now().timestamp() - opened)
    if not timedelta(0) <= age <= _lifetime():
        raise door.refusal
    request.form_opened_at = datetime.fromtimestamp(first, UTC)  # type: ignore[attr-defined]


def form_opened_at(request: HttpRequest) -> datetime | None:
    """When the form that is sent was first opened (ACC-50), however often it came back; None for a fresh one."""
    found: datetime | None = getattr(request, "form_opened_at", None)
    return found


def _lifetime() -> timedelta:
    return timedelta(minutes=JOIN_TICKET.int())
