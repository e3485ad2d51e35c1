"""How a refused message is shown: the passages marked, and the rule of each (MSG-09)."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from kontor.contexts.messaging.errors import MessageBlocked, MessagingClosed, SendingFrozen
from kontor.contexts.messaging.queries import settings
from kontor.contexts.messaging.rules.text import clean
from kontor.kernel.errors import Refusal
from kontor.kernel.viewer import Seat
from kontor.platform.http.refusals import say
from kontor.platform.http.request import Request
from kontor.ui.chat import refusal_json, stopped


def shown(refusal: Refusal, text: str, seat: Seat) -> dict[str, Any]:
    """For `ui/chat_refusal.html`."""
    context: dict[str, Any] = {"title": say(refusal), "more": []}
    if isinstance(refusal, MessageBlocked):
        context |= {
            **stopped(clean(text), refusal.passages, rules=True),
            "more": [_counted(seat, refusal)],
            "href": "/seller/standing/" if seat.may("settings.store") else "",
            "href_label": _("See the violation, and appeal"),
        }
    elif isinstance(refusal, SendingFrozen) and seat.may("settings.store"):
        context |= {"href": "/seller/standing/", "href_label": _("See why, and appeal")}
    elif isinstance(refusal, MessagingClosed):
        context |= {"href": "/seller/messages/", "href_label": _("What is missing")}
    return context


def _counted(seat: Seat, refusal: MessageBlocked) -> str:
    if refusal.frozen_until:
        return _("Your store cannot write to buyers until %(until)s.") % {"until": refusal.frozen_until}
    now = settings.standing(seat)
    return _("%(many)s of %(freeze)s: with that many your store's messages are frozen.") % {
        "many": now.counting,
        "freeze": now.freeze_at,
    }


def as_json(request: Request, refusal: Refusal, text: str, seat: Seat) -> HttpResponse:
    """The refusal for `chat.js`."""
    return refusal_json(request, refusal, shown(refusal, text, seat))
