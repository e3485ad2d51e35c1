"""What the store's people do in a conversation: answer, assign, note, resolve (MSG-08, MSG-09, MSG-16)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from kontor.contexts.messaging.errors import DeliveryFailed, NobodyToAssign
from kontor.contexts.messaging.queries.promises import Preview
from kontor.contexts.messaging.queries.threads import notes
from kontor.contexts.messaging.services.add_note import add_note
from kontor.contexts.messaging.services.assign import assign
from kontor.contexts.messaging.services.reopen import reopen
from kontor.contexts.messaging.services.reply import reply as send_reply
from kontor.contexts.messaging.services.resolve import resolve
from kontor.kernel.errors import Kind, Refusal
from kontor.kernel.viewer import Seat
from kontor.platform.http.errors import NotFound
from kontor.platform.http.refusals import say, wants_json
from kontor.platform.http.request import Request
from kontor.platform.stream import publish
from kontor.sites.seller_center import reading
from kontor.sites.seller_center.bench import Bench, at_bench
from kontor.sites.seller_center.messages import answers
from kontor.sites.seller_center.messages.conversation import presence_topic, show
from kontor.sites.seller_center.messages.standing import SECTION, in_its_zone
from kontor.sites.seller_center.messages.warnings import unseen

RIGHT = "messages.answer"


@at_bench(RIGHT, SECTION)
@require_POST
def reply(request: Request, bench: Bench, conversation_id: UUID) -> HttpResponse:
    """Send an answer; a promise in it is shown first beside what is known, a refused one comes back marked."""
    post, seat = request.POST, bench.seat
    text, client_id, script = post.get("text", ""), post.get("client_id", ""), wants_json(request)
    try:
        promises, word = unseen(seat, conversation_id, text, post.get("promised", ""))
        if promises:
            return _ask(bench, conversation_id, text, client_id, (promises, word), script=script)
        sent = send_reply(viewer=seat, conversation_id=conversation_id, text=text, client_id=client_id)
    except Refusal as refusal:
        if refusal.kind is Kind.NOT_FOUND:
            raise
        if script:
            return answers.as_json(request, refusal, text, seat)
        if isinstance(refusal, DeliveryFailed):
            messages.warning(request, say(refusal))
            return HttpResponseRedirect(_here(request, conversation_id))
        return show(bench, conversation_id, typed=text, refusal=refusal)
    if script:
        return JsonResponse({"id": str(sent.message_id), "position": sent.position})
    return HttpResponseRedirect(_here(request, conversation_id) + "#f-text")


@at_bench(RIGHT, SECTION)
@require_POST
def act(request: Request, bench: Bench, conversation_id: UUID, act: str) -> HttpResponse:
    """One of the things beside the messages."""
    if act not in _ACTS:
        raise NotFound
    do, said = _ACTS[act]
    try:
        do(request, bench.seat, conversation_id)
    except Refusal as refusal:
        if refusal.kind in (Kind.NOT_FOUND, Kind.FORBIDDEN):
            raise
        if refusal.kind is Kind.INVALID:
            return show(bench, conversation_id, beside=refusal)
        messages.error(request, say(refusal))
    else:
        messages.success(request, said)
    return HttpResponseRedirect(_here(request, conversation_id))


@at_bench("messages.view", SECTION)
@require_POST
def here(request: Request, bench: Bench, conversation_id: UUID) -> HttpResponse:
    """Tell colleagues on the same conversation who else looks at it. Nothing is stored."""
    del request
    notes(bench.seat, conversation_id)
    publish(presence_topic(conversation_id), "here", bench.seat.account_id)
    return HttpResponse(status=204)


def _ask(
    bench: Bench, conversation_id: UUID, text: str, client_id: str, promises: tuple[list[Preview], str], *, script: bool
) -> HttpResponse:
    if not script:
        return show(bench, conversation_id, typed=text, client_id=client_id, promises=promises)
    with in_its_zone(bench.seat):
        html = render_to_string(
            "seller/messages/_promises.html", {"promises": promises[0], "promise_word": promises[1]}, bench.request
        )
    return JsonResponse({"title": _("You promise something"), "html": html}, status=409)


def _here(request: Request, conversation_id: UUID) -> str:
    place = {name: request.POST[name] for name in ("tab", "stream") if request.POST.get(name)}
    address = reverse("seller_conversation", args=[conversation_id])
    return f"{address}?{urlencode(place)}" if place else address


def _assign(request: Request, seat: Seat, conversation_id: UUID) -> None:
    chosen = request.POST.get("account", "")
    account_id = reading.uuid(chosen)
    if chosen and account_id is None:
        raise NobodyToAssign(field="account")
    assign(viewer=seat, conversation_id=conversation_id, account_id=account_id)


def _note(request: Request, seat: Seat, conversation_id: UUID) -> None:
    add_note(viewer=seat, conversation_id=conversation_id, text=request.POST.get("note", ""))


def _resolve(request: Request, seat: Seat, conversation_id: UUID) -> None:
    del request
    resolve(viewer=seat, conversation_id=conversation_id)


def _reopen(request: Request, seat: Seat, conversation_id: UUID) -> None:
    del request
    reopen(viewer=seat, conversation_id=conversation_id)


_ACTS: Mapping[str, tuple[Callable[[Request, Seat, UUID], None], Any]] = {
    "assign": (_assign, gettext_lazy("Assigned.")),
    "note": (_note, gettext_lazy("Your colleagues see the note.")),
    "resolve": (_resolve, gettext_lazy("Done. It opens again by itself when the buyer writes.")),
    "reopen": (_reopen, gettext_lazy("The conversation is open again.")),
}
