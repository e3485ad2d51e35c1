"""One conversation of a buyer: what was written, and the answer, which goes to its stream (MSG-01, MSG-04, MSG-13)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from kontor.contexts.messaging.queries import threads
from kontor.contexts.messaging.services.export_evidence import export_evidence
from kontor.contexts.messaging.services.mark_read import mark_read
from kontor.contexts.messaging.services.reply import reply
from kontor.kernel.errors import Kind, Refusal
from kontor.kernel.viewer import Buyer
from kontor.platform.http.errors import NotFound
from kontor.platform.http.refusals import wants_json
from kontor.platform.http.request import Request
from kontor.platform.http.routes import signed_in
from kontor.platform.stream import url_for
from kontor.sites.storefront.account.answers import form_page
from kontor.sites.storefront.messages import shown
from kontor.ui.chat import refusal_json

_DIGITS = 9
_COPIES = {"json": "application/json", "pdf": "application/pdf"}


@signed_in
@require_http_methods(["GET", "POST"])
@never_cache
def one(request: Request, conversation_id: UUID) -> HttpResponse:
    """The latest messages, or with `?before=` earlier ones; what is shown is read. A POST is a message."""
    viewer = Buyer(request.account.pk)
    if request.method != "POST":
        return _page(request, viewer, conversation_id)
    text, client_id, script = request.POST.get("text", ""), request.POST.get("client_id", ""), wants_json(request)
    try:
        sent = reply(viewer=viewer, conversation_id=conversation_id, text=text, client_id=client_id)
    except Refusal as refusal:
        if refusal.kind is Kind.NOT_FOUND:
            raise
        if script:
            return refusal_json(request, refusal, shown.refused(refusal, text))
        return _page(request, viewer, conversation_id, refusal)
    if script:
        return JsonResponse({"id": str(sent.message_id), "position": sent.position})
    return HttpResponseRedirect(f"{reverse('conversation', args=[conversation_id])}#f-text")


@signed_in
@require_GET
@never_cache
def since(request: Request, conversation_id: UUID) -> HttpResponse:
    """What came after the last message of a page, for `chat.js`; whoever looks at it has read it."""
    viewer = Buyer(request.account.pk)
    found = threads.since(viewer, conversation_id, shown.uuid(request.GET.get("after", "")))
    if found and request.GET.get("seen"):
        mark_read(viewer=viewer, conversation_id=conversation_id, position=found[-1].position)
    context = {"messages": found, "more": len(found) == threads.PAGE}
    return render(request, "storefront/messages/since.html", context)


@signed_in
@require_GET
def copy(request: Request, conversation_id: UUID, paper: str) -> HttpResponse:
    """A signed copy that anybody can check without us (MSG-15)."""
    if paper not in _COPIES:
        raise NotFound
    viewer, language = Buyer(request.account.pk), request.place.language
    content = export_evidence(viewer=viewer, conversation_id=conversation_id, form=paper, language=language)
    answer = HttpResponse(content, content_type=_COPIES[paper])
    answer.headers["Content-Disposition"] = f'attachment; filename="kontor-messages-{conversation_id}.{paper}"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _page(request: Request, viewer: Buyer, conversation_id: UUID, refusal: Refusal | None = None) -> HttpResponse:
    before = request.GET.get("before", "")
    place = int(before) if before.isascii() and before.isdigit() and len(before) <= _DIGITS else None
    found = threads.thread(viewer, conversation_id, before=place)
    row, topic = found.row, f"conversation:{conversation_id}"
    if row.unread and place is None and found.messages:
        mark_read(viewer=viewer, conversation_id=conversation_id, position=found.messages[-1].position)
    context: dict[str, Any] = {
        "page_title": _("Messages with %(store)s") % {"store": row.other},
        "section": "messages",
        "row": row,
        "kind": shown.stream_name(row.stream),
        "subject": shown.subject(row),
        "messages_shown": found.messages,
        "old": place is not None,
        "earlier": found.messages[0].position if found.earlier else 0,
        "topic": topic,
        "stream_url": url_for(topic),
        **shown.writing(request, refusal),
    }
    return form_page(request, "storefront/messages/thread.html", context, refusal)
