"""How a refused message is shown: the passages marked, and the rule of each (MSG-09)."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from kontor.contexts.messaging.errors import MessageBlocked, MessagingClosed, SendingFrozen
from kontor.contexts.messaging.queries import settings
from kontor.kernel.errors import Refusal
from kontor.kernel.viewer import Seat
from kontor.platform.http.refusals import STATUS, say
from kontor.platform.http.request import Request
from kontor.ui.marks import marked, reasons


def shown(refusal: Refusal, text: str, seat: Seat) -> dict[str, Any]:
    """For `ui/chat_refusal.html`."""
    context: dict[str, Any] = {"title": say(refusal), "more": []}
    if isinstance(refusal, MessageBlocked):
        context |= {
            "title": _("This message was not sent: it breaks the rules of messages."),
            "parts": marked(text, refusal.passages),
            "reasons": reasons(text, refusal.passages),
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
    html = render_to_string("ui/chat_refusal.html", shown(refusal, text, seat), request)
    answer = JsonResponse({"title": say(refusal), "code": refusal.code, "html": html}, status=STATUS[refusal.kind])
    if refusal.retry_after is not None:
        answer.headers["Retry-After"] = str(refusal.retry_after)
    return answer
