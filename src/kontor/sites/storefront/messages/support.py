"""The buyer's requests to support: a kind of its own in the message center (BUY-03)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from kontor.contexts.support import queries as support
from kontor.contexts.support.errors import OrderUnknown
from kontor.contexts.support.services.mark_read import mark_read
from kontor.contexts.support.services.open_request import open_request
from kontor.contexts.support.services.write import write
from kontor.contexts.support.words import TOPIC_NAMES, Author, Topic
from kontor.kernel.errors import Kind, Refusal
from kontor.kernel.viewer import Buyer
from kontor.platform.http.refusals import say, wants_json
from kontor.platform.http.request import Request
from kontor.platform.http.routes import signed_in
from kontor.platform.stream import url_for
from kontor.sites.storefront.account.answers import form_page
from kontor.sites.storefront.messages import shown
from kontor.ui.chat import refusal_json

TAB = "support"
_DIGITS = 19  # of what a bigint holds, and one more


@signed_in
@require_http_methods(["GET", "POST"])
@never_cache
def ask(request: Request) -> HttpResponse:
    """A new request; `?order=` and `?topic=` fill the form."""
    viewer, refusal = Buyer(request.account.pk), None
    typed = request.POST if request.method == "POST" else request.GET
    if request.method == "POST":
        try:
            sent = open_request(
                viewer=viewer, topic=typed.get("topic", ""), text=typed.get("text", ""),
                client_id=typed.get("client_id", ""), language=request.place.language,
                order_number=_order(typed.get("order", "")),
            )  # fmt: skip
        except Refusal as problem:
            refusal = problem
        else:
            return HttpResponseRedirect(f"{reverse('support_request', args=[sent.request_id])}#f-text")
    context: dict[str, Any] = {
        "page_title": _("Write to support"),
        "section": "messages",
        "topics": [(topic.value, _(words)) for topic, words in TOPIC_NAMES.items()],
        "topic": typed.get("topic", "") or (Topic.ORDER.value if typed.get("order") else ""),
        "order": typed.get("order", ""),
        **shown.writing(request, refusal),
    }
    return form_page(request, "storefront/messages/support_ask.html", context, refusal)


@signed_in
@require_http_methods(["GET", "POST"])
@never_cache
def one(request: Request, request_id: UUID) -> HttpResponse:
    """The latest lines, or with `?before=` earlier ones; what is shown is read. A POST is a line."""
    viewer = Buyer(request.account.pk)
    if request.method != "POST":
        return _page(request, viewer, request_id)
    text, client_id, script = request.POST.get("text", ""), request.POST.get("client_id", ""), wants_json(request)
    try:
        sent = write(viewer=viewer, request_id=request_id, text=text, client_id=client_id)
    except Refusal as refusal:
        if refusal.kind is Kind.NOT_FOUND:
            raise
        if script:
            return refusal_json(request, refusal, {"title": say(refusal)})
        return _page(request, viewer, request_id, refusal)
    if script:
        return JsonResponse({"id": str(sent.line_id), "position": sent.position})
    return HttpResponseRedirect(f"{reverse('support_request', args=[request_id])}#f-text")


@signed_in
@require_GET
@never_cache
def since(request: Request, request_id: UUID) -> HttpResponse:
    """What came after the last line of a page, for `chat.js`."""
    viewer = Buyer(request.account.pk)
    found = support.since(viewer, request_id, shown.uuid(request.GET.get("after", "")))
    if found and request.GET.get("seen"):
        mark_read(viewer=viewer, request_id=request_id, position=found[-1].position)
    context = {"messages": found, "more": len(found) == support.LINES}
    return render(request, "storefront/messages/since.html", context)


def row(card: support.Card) -> dict[str, Any]:
    """A request in the list of the message center."""
    return {
        "card": card,
        "href": reverse("support_request", args=[card.id]),
        "topic": _(TOPIC_NAMES[Topic(card.topic)]),
        "mine": card.last_author == Author.BUYER,
    }


def _page(request: Request, viewer: Buyer, request_id: UUID, refusal: Refusal | None = None) -> HttpResponse:
    before = request.GET.get("before", "")
    place = int(before) if before.isascii() and before.isdigit() and len(before) < 10 else None  # noqa: PLR2004
    found = support.request(viewer, request_id, before=place)
    if found.card.unread and place is None and found.lines:
        mark_read(viewer=viewer, request_id=request_id, position=found.lines[-1].position)
    topic = f"request:{request_id}"
    context: dict[str, Any] = {
        "page_title": _("Support"),
        "section": "messages",
        "card": found.card,
        "about": _(TOPIC_NAMES[Topic(found.card.topic)]),
        "lines": found.lines,
        "old": place is not None,
        "earlier": found.lines[0].position if found.earlier else 0,
        "topic": topic,
        "stream_url": url_for(topic),
        **shown.writing(request, refusal),
    }
    return form_page(request, "storefront/messages/support.html", context, refusal)


def _order(typed: str) -> int | None:
    """The number that was typed.

    Raises:
        OrderUnknown: it is no number.
    """
    text = typed.strip().lstrip("#").replace(" ", "")
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) < _DIGITS):
        raise OrderUnknown(field="order")
    return int(text)
