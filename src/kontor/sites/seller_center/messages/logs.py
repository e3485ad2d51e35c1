"""Message Logs: what became of every message, why one was refused, and trying again by hand (MSG-13)."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kontor.contexts.messaging.queries import logs as read
from kontor.contexts.messaging.services.retry_failed import retry_failed
from kontor.contexts.messaging.words import STATUS_NAMES, STREAM_NAMES, Status
from kontor.kernel.errors import Kind, Refusal
from kontor.platform.http.refusals import say
from kontor.platform.http.request import Request
from kontor.sites.seller_center.bench import Bench, at_bench
from kontor.sites.seller_center.messages.standing import RIGHT, SECTION, in_its_zone, places, warned
from kontor.ui.marks import marked

PAGE = 50


@at_bench(RIGHT, SECTION)
@require_GET
def listed(request: Request, bench: Bench) -> HttpResponse:
    """The log, the latest first; status, words and days live in the address."""
    seat, asked, chosen = bench.seat, request.GET, _chosen(request)
    counts = read.log_counts(seat)
    rows = read.log(seat, **chosen, after=asked.get("after", ""), size=PAGE + 1)
    entries = [
        ("", _("All")),
        *((str(status.value), f"{status.value} · {_(name)}") for status, name in STATUS_NAMES.items()),
    ]
    context: dict[str, Any] = {
        "page_title": _("Message Logs"),
        "places": places("logs"),
        "tabs": [
            {
                "label": label,
                "href": f"?status={value}",
                "active": value == asked.get("status", ""),
                "count": counts.get(int(value)) if value else None,
                "kind": "error" if value == str(Status.FAILED.value) and counts.get(Status.FAILED.value) else "",
            }
            for value, label in entries
        ],
        "rows": [(row, marked(row.text, row.passages)) for row in rows[:PAGE]],
        "streams": {name.value: _(words) for name, words in STREAM_NAMES.items()},
        "next": rows[PAGE - 1].key if len(rows) > PAGE else "",
        "further": bool(asked.get("after")),
        "status": asked.get("status", ""),
        "text": chosen["text"],
        "first": asked.get("from", ""),
        "last": asked.get("to", ""),
        "narrowed": bool(chosen["text"] or chosen["first_day"] or chosen["last_day"] or chosen["status"]),
        "may_answer": seat.may("messages.answer"),
        "may_appeal": seat.may("settings.store"),
        **warned(seat),
    }
    with in_its_zone(seat, context):
        return bench.page("seller/messages/logs.html", SECTION, context)


@at_bench(RIGHT, SECTION)
@require_GET
def exported(request: Request, bench: Bench) -> StreamingHttpResponse:
    """The same rows as CSV, piece by piece."""
    answer = StreamingHttpResponse(read.log_csv(bench.seat, **_chosen(request)), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="message-logs.csv"'
    return answer


@at_bench("messages.answer", SECTION)
@require_POST
def again(request: Request, bench: Bench, delivery_id: UUID) -> HttpResponse:
    """Try a failed one again, with the id that it had."""
    try:
        retry_failed(viewer=bench.seat, store_id=bench.seat.store_id, delivery_id=delivery_id)
    except Refusal as refusal:
        if refusal.kind is Kind.NOT_FOUND:
            raise
        messages.error(request, say(refusal))
    else:
        messages.success(request, _("The message is delivered."))
    return HttpResponseRedirect(reverse("seller_message_logs"))


def _chosen(request: Request) -> dict[str, Any]:
    asked = request.GET
    status = asked.get("status", "")
    return {
        "status": int(status) if status in {str(each.value) for each in Status} else None,
        "text": asked.get("q", "").strip()[:100],
        "first_day": _day(asked.get("from", "")),
        "last_day": _day(asked.get("to", "")),
    }


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
