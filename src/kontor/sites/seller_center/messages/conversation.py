"""One conversation: what was written, what it is about, and what one needs to answer (MSG-08)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kontor.contexts.messaging.lifecycle import State
from kontor.contexts.messaging.policy import REPLY_WITHIN, TEXT_AT_MOST
from kontor.contexts.messaging.queries import inbox, settings, threads
from kontor.contexts.messaging.queries.neighbours import neighbours
from kontor.contexts.messaging.queries.promises import Preview
from kontor.contexts.messaging.queries.shapes import Row, Thread
from kontor.contexts.messaging.services.mark_read import mark_read
from kontor.contexts.messaging.words import STREAM_NAMES, Stream, Tab
from kontor.kernel.errors import Refusal
from kontor.kernel.ids import new_id
from kontor.kernel.viewer import Seat
from kontor.platform.http.refusals import STATUS
from kontor.platform.http.request import Request
from kontor.platform.stream import url_for
from kontor.sites.seller_center import reading
from kontor.sites.seller_center.bench import Bench, at_bench
from kontor.sites.seller_center.messages import answers, translating
from kontor.sites.seller_center.messages import beside as around
from kontor.sites.seller_center.messages.standing import RIGHT, SECTION, in_its_zone, warned
from kontor.sites.seller_center.refused import failed

_MINUTE = 60


@at_bench(RIGHT, SECTION)
@require_GET
def one(request: Request, bench: Bench, conversation_id: UUID) -> HttpResponse:
    """The page; `?before=` shows earlier messages, `?phrase=` puts a quick phrase into the answer."""
    before = reading.whole(request.GET.get("before")) or None
    return show(bench, conversation_id, before=before, phrase=reading.uuid(request.GET.get("phrase")))


@at_bench(RIGHT, SECTION)
@require_GET
def since(request: Request, bench: Bench, conversation_id: UUID) -> HttpResponse:
    """What came after the last message of a page, for `chat.js`; whoever looks at it has read it."""
    seat = bench.seat
    found = threads.since(seat, conversation_id, reading.uuid(request.GET.get("after")))
    if found and request.GET.get("seen"):
        mark_read(viewer=seat, conversation_id=conversation_id, position=found[-1].position)
    row = threads.thread(seat, conversation_id, size=1).row
    context = {"messages": found, "more": len(found) == threads.PAGE, **_state(row)}
    with in_its_zone(seat):
        return render(request, "seller/messages/since.html", context)


def show(
    bench: Bench, conversation_id: UUID, *, before: int | None = None, phrase: UUID | None = None, typed: str = "",
    client_id: str = "", refusal: Refusal | None = None, promises: tuple[list[Preview], str] | None = None,
    beside: Refusal | None = None,
) -> HttpResponse:  # fmt: skip
    """The page, after a refused form with what was typed and why; `beside`: the form is one beside the messages."""
    request, seat = bench.request, bench.seat
    thread = threads.thread(seat, conversation_id, before=before)
    if before is None and thread.row.unread and thread.messages and request.method == "GET":
        mark_read(viewer=seat, conversation_id=conversation_id, position=thread.messages[-1].position)
    tab, stream = _place(request)
    previous, following = neighbours(seat, thread.row, tab=tab, stream=stream)
    phrases = settings.phrases_for(seat, conversation_id) if seat.may("messages.answer") else []
    filled = next((text for identity, _title, text in phrases if identity == phrase), "")
    topic, desk = f"conversation:{conversation_id}", presence_topic(conversation_id)
    context: dict[str, Any] = {
        "page_title": _("Messages with %(name)s") % {"name": thread.row.other},
        "thread": thread,
        "id": str(conversation_id),
        "old": before is not None,
        "earlier": thread.messages[0].position if thread.earlier and thread.messages else 0,
        "place": {"tab": tab, "stream": stream},
        "back": f"tab={tab}&stream={stream}",
        "previous": previous,
        "following": following,
        "phrases": phrases,
        "typed": typed or filled,
        "client_id": client_id or new_id().hex,
        "longest": TEXT_AT_MOST.int(),
        "people": [(str(key), name) for key, name in inbox.colleagues(seat)],
        "me": str(seat.account_id),
        "topic": topic,
        "desk_topic": desk,
        "stream_url": url_for(topic, desk),
        "promises": promises[0] if promises else [],
        "promise_word": promises[1] if promises else "",
        "refusal": answers.shown(refusal, typed, seat) if refusal else None,
        **failed(beside),
        "note": request.POST.get("note", "") if beside else "",
        "form_failed": bool(refusal or beside),
        **_state(thread.row),
        **_rights(seat, thread),
        **around.about(seat, thread.row),
        **translating.shown(request, thread),
        **warned(seat),
    }
    why = refusal or beside
    status = STATUS[why.kind] if why else 409 if promises else 200
    with in_its_zone(seat, context):
        return bench.page("seller/messages/conversation.html", SECTION, context, status)


def presence_topic(conversation_id: UUID) -> str:
    """The topic on which a store's people tell each other that they look at a conversation. No buyer gets it."""
    return f"desk:{conversation_id}"


def _state(row: Row) -> dict[str, Any]:
    """For `seller/messages/_state.html`."""
    return {
        "row": row,
        "stream_name": _(STREAM_NAMES[Stream(row.stream)]),
        "resolved": row.state == State.RESOLVED,
        "soon": REPLY_WITHIN.int() * _MINUTE // 4,
    }


def _rights(seat: Seat, thread: Thread) -> dict[str, bool]:
    answers_ = seat.may("messages.answer")
    return {"may_answer": answers_, "may_resolve": answers_ and thread.row.waiting_since is None}


def _place(request: Request) -> tuple[str, str]:
    asked = request.POST if request.method == "POST" else request.GET
    tab, stream = asked.get("tab", ""), asked.get("stream", "")
    return (tab if tab in list(Tab) else Tab.PENDING.value), (stream if stream in list(Stream) else "")
