"""How the store stands: its violations in words, with evidence, points, what follows, and the appeal (OPR-03)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from kontor.contexts.governance.queries import register, table
from kontor.contexts.governance.queries.score import service_score
from kontor.contexts.governance.rules.lengths import APPEAL_AT_MOST
from kontor.contexts.governance.services.appeal import appeal
from kontor.contexts.messaging.queries.settings import zone_unchosen
from kontor.contexts.sellers.errors import RightMissing
from kontor.kernel.errors import Kind, Refusal
from kontor.platform.http.refusals import STATUS, messages_of
from kontor.platform.http.request import Request
from kontor.platform.reviews import said
from kontor.sites.seller_center import reading
from kontor.sites.seller_center.bench import Bench, at_bench

RIGHT, SECTION = "settings.store", "standing"
PAGE = 50


@at_bench(RIGHT, SECTION)
@require_GET
def overview(request: Request, bench: Bench) -> HttpResponse:
    """Points in force and what comes next, the violations newest first, and the rules."""
    before = reading.uuid(request.GET.get("before"))
    found = register.standing(bench.seat, before=before, size=PAGE + 1)
    steps = table.steps()
    context = {
        "page_title": _("Standing"),
        "points": found.points,
        "score": service_score(bench.seat),
        "next": next((step for step in steps if step.points > found.points), None),
        "lines": found.lines[:PAGE],
        "before": before or "",
        "next_key": found.lines[PAGE - 1].id if len(found.lines) > PAGE else "",
        "rules": table.rules(),
        "zone_chosen": not zone_unchosen(bench.seat),
        "steps": steps,
    }
    return bench.page("seller/standing.html", SECTION, context)


@at_bench(RIGHT, SECTION)
@require_http_methods(["GET", "POST"])
def violation(request: Request, bench: Bench, violation_id: UUID) -> HttpResponse:
    """One violation whole, and the form of the appeal while it can be made."""
    if request.method == "GET":
        return _page(bench, violation_id, {})
    typed = {"text": request.POST.get("text", "")}
    try:
        appeal(seat=bench.seat, violation_id=violation_id, text=typed["text"])
    except RightMissing:
        raise
    except Refusal as refusal:
        if refusal.kind is Kind.NOT_FOUND:
            raise
        return _page(bench, violation_id, typed, refusal)
    messages.success(request, _("Your appeal is with us. We tell you as soon as it is decided."))
    return HttpResponseRedirect(reverse("seller_violation", args=[violation_id]))


def _page(bench: Bench, violation_id: UUID, typed: dict[str, str], refusal: Refusal | None = None) -> HttpResponse:
    file = register.own_violation(bench.seat, violation_id)
    summary, fields = messages_of(refusal) if refusal else ([], {})
    context: dict[str, Any] = {
        "page_title": file.line.title,
        "file": file,
        "line": file.line,
        "ended_because": said(file.ended_because),
        "answer": said(file.appeal.answer) if file.appeal else "",
        "longest": APPEAL_AT_MOST,
        "typed": typed,
        "fields": fields,
        "errors": [("", one) for one in summary] + [(name, one) for name, many in fields.items() for one in many],
        "form_failed": refusal is not None,
    }
    return bench.page("seller/violation.html", SECTION, context, STATUS[refusal.kind] if refusal else 200)
