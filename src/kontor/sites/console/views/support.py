"""Support: who waits, longest first; a request that somebody has taken, answers and closes (BUY-03, OPR-04)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kontor.contexts.messaging.policy import TEXT_AT_MOST
from kontor.contexts.support import queries as support
from kontor.contexts.support.reactions import QUEUE
from kontor.contexts.support.services.answer import answer
from kontor.contexts.support.services.claim import claim
from kontor.contexts.support.services.claim_oldest import claim_oldest
from kontor.contexts.support.services.release import release
from kontor.contexts.support.services.resolve import resolve
from kontor.contexts.support.words import TOPIC_NAMES
from kontor.kernel.errors import Kind, Refusal
from kontor.kernel.ids import new_id
from kontor.platform.http.errors import NotFound
from kontor.platform.http.refusals import STATUS, messages_of, say, wants_json
from kontor.platform.http.request import Request
from kontor.platform.http.routes import signed_in
from kontor.platform.stream import url_for
from kontor.sites.console.frame import operator_of, page
from kontor.ui.chat import refusal_json
from kontor.ui.formats import duration

ACTIVE = "console_support"
_ACTS = {"claim": claim, "release": release, "resolve": resolve}


@signed_in
@require_GET
def queue(request: Request) -> HttpResponse:
    """The lists, and how long people wait."""
    viewer, asked, after = operator_of(request), request.GET.get("show", ""), request.GET.get("after", "")
    which = asked if asked in support.LISTS else support.WAITING
    cards = support.queue(viewer, which=which, after=after, size=support.PAGE + 1)
    figures = support.figures(viewer)
    labels = {"waiting": _("Waiting"), "mine": _("Mine"), "open": pgettext("requests", "Open"),
              "resolved": pgettext("requests", "Resolved")}  # fmt: skip
    context: dict[str, Any] = {
        "cards": cards[: support.PAGE],
        "next_key": cards[support.PAGE - 1].key if len(cards) > support.PAGE else "",
        "after": after,
        "which": which,
        "figures": figures,
        "median": duration(figures.median_s) if figures.median_s is not None else "–",
        "topics": {topic.value: _(words) for topic, words in TOPIC_NAMES.items()},
        "me": viewer.account_id,
        "tabs": [{"label": labels[one], "href": f"?show={one}", "active": one == which} for one in support.LISTS],
        "topic": QUEUE,
        "stream_url": url_for(QUEUE),
    }
    return page(request, "console/support.html", context, active=ACTIVE, title=_("Support"))


@signed_in
@require_POST
def take_oldest(request: Request) -> HttpResponse:
    """Take what has waited longest, and look at it."""
    try:
        found = claim_oldest(viewer=operator_of(request))
    except Refusal as refusal:
        messages.info(request, say(refusal))
        return HttpResponseRedirect(reverse(ACTIVE))
    return HttpResponseRedirect(reverse("console_support_request", args=[found.pk]))


@signed_in
@require_http_methods(["GET", "POST"])
def one(request: Request, request_id: UUID) -> HttpResponse:
    """One request; that it was read is written down. A POST is an answer."""
    if request.method != "POST":
        return _page(request, request_id)
    text, client_id, script = request.POST.get("text", ""), request.POST.get("client_id", ""), wants_json(request)
    try:
        sent = answer(viewer=operator_of(request), request_id=request_id, text=text, client_id=client_id)
    except Refusal as refusal:
        if refusal.kind is Kind.NOT_FOUND:
            raise
        if script:
            return refusal_json(request, refusal, {"title": say(refusal)})
        return _page(request, request_id, refusal)
    if script:
        return JsonResponse({"id": str(sent.line_id), "position": sent.position})
    return HttpResponseRedirect(f"{reverse('console_support_request', args=[request_id])}#f-text")


@signed_in
@require_GET
def since(request: Request, request_id: UUID) -> HttpResponse:
    """What came after the last line of a page, for `chat.js`."""
    try:
        after = UUID(request.GET.get("after", ""))
    except ValueError:
        after = None
    found = support.since(operator_of(request), request_id, after)
    context = {"messages": found, "more": len(found) == support.LINES}
    return render(request, "console/support_since.html", context)


@signed_in
@require_POST
def move(request: Request, request_id: UUID, act: str) -> HttpResponse:
    """Take it, give it back, or close it."""
    if act not in _ACTS:
        raise NotFound
    try:
        _ACTS[act](viewer=operator_of(request), request_id=request_id)
    except Refusal as refusal:
        if refusal.kind is Kind.NOT_FOUND:
            raise
        messages.info(request, say(refusal))
    if act == "release":
        return HttpResponseRedirect(reverse(ACTIVE))
    return HttpResponseRedirect(reverse("console_support_request", args=[request_id]))


def _page(request: Request, request_id: UUID, refusal: Refusal | None = None) -> HttpResponse:
    viewer, before = operator_of(request), request.GET.get("before", "")
    place = int(before) if before.isascii() and before.isdigit() and len(before) < 10 else None  # noqa: PLR2004
    found = support.request(viewer, request_id, before=place)
    summary, fields = messages_of(refusal) if refusal else ([], {})
    topic = f"request:{request_id}"
    context: dict[str, Any] = {
        "found": found,
        "card": found.card,
        "about": _(TOPIC_NAMES[found.card.topic]),  # type: ignore[index]
        "own": found.card.holder == viewer.account_id,
        "lines": found.lines,
        "old": place is not None,
        "earlier": found.lines[0].position if found.earlier else 0,
        "topic": topic,
        "stream_url": url_for(topic),
        "client_id": (request.POST.get("client_id", "") if refusal else "") or new_id().hex,
        "typed": request.POST.get("text", "") if refusal else "",
        "most": TEXT_AT_MOST.int(),
        "errors": {"": summary, **fields} if refusal else {},
        "fields": fields,
    }
    status = STATUS[refusal.kind] if refusal else 200
    title = _("Support")
    return page(request, "console/support_request.html", context, active=ACTIVE, title=title, status=status)
