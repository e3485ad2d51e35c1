"""The inbox: three isolated streams, the most urgent first (MSG-01, MSG-06, MSG-08)."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kontor.contexts.messaging.policy import REPLY_WITHIN
from kontor.contexts.messaging.queries import inbox as read
from kontor.contexts.messaging.words import STREAM_NAMES, TAB_NAMES, Stream, Tab
from kontor.platform.http.request import Request
from kontor.platform.stream import url_for
from kontor.sites.seller_center import reading
from kontor.sites.seller_center.bench import Bench, at_bench
from kontor.sites.seller_center.messages.standing import RIGHT, SECTION, in_its_zone, places, warned

PAGE = 30
_MINUTE = 60


@at_bench(RIGHT, SECTION)
@require_GET
def listed(request: Request, bench: Bench) -> HttpResponse:
    """Stream, tab, search and whose they are live in the address; pages go by key."""
    asked, seat = request.GET, bench.seat
    stream = asked.get("stream", "") if asked.get("stream", "") in list(Stream) else ""
    counts = read.inbox_counts(seat, stream=stream)
    if not stream:
        bench.waiting = counts[Tab.PENDING]
    tab = asked.get("tab", "")
    if tab not in list(Tab):
        tab = Tab.PENDING if counts[Tab.PENDING] else Tab.ALL
    text, whose, after = asked.get("q", "").strip(), asked.get("who", ""), asked.get("after", "")
    colleagues = read.colleagues(seat)
    assigned = seat.account_id if whose == "me" else reading.uuid(whose)
    rows = read.inbox(seat, tab=tab, stream=stream, text=text, assigned_to=assigned, after=after, size=PAGE + 1)
    topic = f"store:{seat.store_id}"
    context: dict[str, Any] = {
        "page_title": _("Messages"),
        "places": places("inbox"),
        "streams": _streams(stream, tab),
        "tabs": _tabs(tab, stream, counts),
        "tab": tab,
        "stream": stream,
        "stream_names": {name.value: _(words) for name, words in STREAM_NAMES.items()},
        "text": text,
        "who": whose,
        "mine": counts["mine"],
        "people": [("me", _("Mine")), *((str(key), name) for key, name in colleagues if key != seat.account_id)],
        "narrowed": bool(text or assigned),
        "rows": rows[:PAGE],
        "next": rows[PAGE - 1].key if len(rows) > PAGE else "",
        "further": bool(after),
        "soon": REPLY_WITHIN.int() * _MINUTE // 4,
        "topic": topic,
        "stream_url": url_for(topic),
        **warned(seat),
    }
    with in_its_zone(seat, context):
        return bench.page("seller/messages/inbox.html", SECTION, context)


def _streams(stream: str, tab: str) -> list[dict[str, Any]]:
    entries = [("", _("All streams")), *((name.value, _(words)) for name, words in STREAM_NAMES.items())]
    icons = {"": "messages-square", "inquiry": "circle-help", "order_note": "file-text", "order_message": "package"}
    return [
        {"label": label, "href": f"?stream={name}&tab={tab}", "active": name == stream, "icon": icons[name]}
        for name, label in entries
    ]


def _tabs(tab: str, stream: str, counts: dict[str, int]) -> list[dict[str, Any]]:
    return [
        {
            "label": _(words),
            "href": f"?stream={stream}&tab={name.value}",
            "active": name == tab,
            "count": _many(counts[name]) if name in (Tab.UNREAD, Tab.PENDING) else None,
            "kind": "error" if name == Tab.PENDING and counts[name] else "",
        }
        for name, words in TAB_NAMES.items()
    ]


def _many(number: int) -> str:
    return f"{read.COUNTED}+" if number >= read.COUNTED else str(number)
