"""The local mailbox: `/_mailbox/`. Only where no real market runs."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kontor.platform.http.errors import NotFound
from kontor.platform.http.routes import public
from kontor.platform.mail.models import Message

_SHOWN = 200
_FRAME_POLICY = (
    "sandbox allow-top-navigation-by-user-activation allow-popups; default-src 'none'; "
    "style-src 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'self'"
)


def _workshop(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    @wraps(view)
    def guarded(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if settings.KONTOR.production:
            raise NotFound
        response = view(request, **kwargs)
        response.headers["Cache-Control"] = "no-store"
        return response

    return guarded


@public
@_workshop
@require_safe
def mailbox(request: HttpRequest) -> HttpResponse:
    """The latest messages, of everybody; `?to=` filters by address."""
    messages = Message.objects.exclude(to="").order_by("-at")
    if to := request.GET.get("to", "").strip():
        messages = messages.filter(to__icontains=to)
    return render(request, "platform/mailbox.html", {"messages_sent": messages[:_SHOWN], "to": to})


@public
@_workshop
@require_safe
def message(request: HttpRequest, *, message_id: UUID) -> HttpResponse:
    """One message: the text with its links, and the HTML part in a frame that may do nothing."""
    return render(request, "platform/message.html", {"message": _find(message_id)})


@public
@_workshop
@require_safe
def html_part(request: HttpRequest, *, message_id: UUID) -> HttpResponse:
    """The HTML part by itself; its links open in the whole window."""
    response = HttpResponse('<base target="_top">' + _find(message_id).html)
    response.headers["Content-Security-Policy"] = _FRAME_POLICY
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    return response


def _find(message_id: UUID) -> Message:
    found = Message.objects.exclude(to="").filter(pk=message_id).first()
    if found is None:
        raise NotFound
    return found
