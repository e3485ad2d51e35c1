"""One conversation of a buyer: what was written, and the answer, which goes to its stream (MSG-01, MSG-04, MSG-13)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kontor.contexts.messaging.policy import TEXT_AT_MOST
from kontor.contexts.messaging.queries import threads
from kontor.contexts.messaging.queries.shapes import Thread
from kontor.contexts.messaging.rules.text import clean
from kontor.contexts.messaging.services.mark_read import mark_read
from kontor.contexts.messaging.services.reply import reply
from kontor.kernel.errors import Kind, Refusal
from kontor.kernel.ids import new_id
from kontor.kernel.viewer import Buyer
from kontor.platform.http.refusals import messages_of
from kontor.platform.http.request import Request
from kontor.platform.http.routes import signed_in
from kontor.platform.stream import url_for
from kontor.sites.storefront.account.answers import form_page
from kontor.sites.storefront.messages import shown

_DIGITS = 9


@signed_in
@require_http_methods(["GET", "POST"])
@never_cache
def one(request: Request, conversation_id: UUID) -> HttpResponse:
    """The latest messages, or with `?before=` earlier ones; what is shown is read."""
    viewer = Buyer(request.account.pk)
    if request.method == "POST":
        try:
            reply(
                viewer=viewer, conversation_id=conversation_id, text=request.POST.get("text", ""),
                client_id=request.POST.get("client_id", ""),
            )  # fmt: skip
        except Refusal as refusal:
            if refusal.kind is Kind.NOT_FOUND:
                raise
            return _page(request, viewer, conversation_id, refusal)
        return HttpResponseRedirect(f"{reverse('conversation', args=[conversation_id])}#write")
    return _page(request, viewer, conversation_id)


def _page(request: Request, viewer: Buyer, conversation_id: UUID, refusal: Refusal | None = None) -> HttpResponse:
    before = request.GET.get("before", "")
    place = int(before) if before.isascii() and before.isdigit() and len(before) <= _DIGITS else None
    found = threads.thread(viewer, conversation_id, before=place)
    if found.row.unread and place is None and found.messages:
        mark_read(viewer=viewer, conversation_id=conversation_id, position=found.messages[-1].position)
    topic = f"conversation:{conversation_id}"
    context = _told(found) | {
        "topic": "" if place is not None else topic,
        "stream_url": url_for(topic),
        **writing(request, refusal),
    }
    return form_page(request, "storefront/messages/thread.html", context, refusal)


def _told(found: Thread) -> dict[str, Any]:
    row = found.row
    return {
        "page_title": _("Messages with %(store)s") % {"store": row.other},
        "section": "messages",
        "row": row,
        "kind": shown.stream_name(row.stream),
        "subject": shown.subject(row),
        "bubbles": shown.bubbles(list(found.messages)),
        "earlier": found.messages[0].position if found.earlier else 0,
    }


def writing(request: Request, refusal: Refusal | None) -> dict[str, Any]:
    """The form in which a message is written: after a refusal with the words and the id that were sent.

    The id is made when the page is shown, so that a form that is sent twice is one message.
    """
    summary, fields = messages_of(refusal) if refusal else ([], {})
    typed = request.POST.get("text", "") if refusal else ""
    return {
        "client_id": (request.POST.get("client_id", "") if refusal else "") or new_id().hex,
        "typed": typed,
        "most": TEXT_AT_MOST.int(),
        "errors": {"": summary, **fields} if refusal else {},
        "fields": fields,
        "stopped": shown.passages(refusal, clean(typed)),
        "sync_error": refusal is not None and refusal.kind is Kind.UNAVAILABLE,
    }
