"""Businesses: the list, one whole with its way, and a reviewer's look at a paper (SEL-01, OPR-02)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kontor.contexts.insight import queries as insight
from kontor.contexts.sellers import desk_queries as desk
from kontor.contexts.sellers.lifecycle import STAGE_NAMES, Stage
from kontor.contexts.sellers.services.see_paper import see_paper
from kontor.platform.http.headers import FOR_UPLOADS
from kontor.platform.http.request import Request
from kontor.platform.http.routes import signed_in
from kontor.platform.reviews import said as reason_said
from kontor.sites.console.frame import operator_of, page
from kontor.sites.console.words import BUSINESSES, said

ACTIVE = "console_businesses"
_STATES = ("draft", "review", "sent_back", "verified", "refused")


@signed_in
@require_GET
def listing(request: Request) -> HttpResponse:
    """Businesses, latest first, of one state or all."""
    text, state = request.GET.get("q", "").strip()[:100], request.GET.get("state", "")
    state = state if state in _STATES else ""
    before = _uuid(request.GET.get("before", ""))
    found = desk.businesses(operator_of(request), text=text, state=state, before=before, size=desk.PAGE + 1)
    context = {
        "businesses": found[: desk.PAGE],
        "next_key": str(found[desk.PAGE - 1].id) if len(found) > desk.PAGE else "",
        "before": before,
        "text": text,
        "state": state,
        "states": [(key, said(BUSINESSES, key)) for key in _STATES],
    }
    return page(request, "console/businesses.html", context, active=ACTIVE, title=_("Businesses"))


@signed_in
@require_GET
def business_page(request: Request, business_id: UUID) -> HttpResponse:
    """One business whole: stages, papers and who has looked at them, its way, its stores."""
    viewer = operator_of(request)
    file = desk.business_file(viewer, business_id)
    people = {step.by_id for step in file.steps if step.by_id} | {who for p in file.papers for who, _at in p.looks}
    names = {str(key): name for key, name in insight.staff(viewer, people).items()}
    labels = {field.asked.code: field.label for view in file.stages for field in view.fields}
    context: dict[str, Any] = {
        "file": file,
        "line": file.line,
        "reason": reason_said(file.reason),
        "stages": [{"view": view, "title": _(STAGE_NAMES[view.stage])} for view in file.stages],
        "papers": [
            {"paper": each, "stage": _(STAGE_NAMES[Stage(each.stage)]), "label": labels.get(each.code, each.code)}
            for each in file.papers
        ],
        "steps": [
            {
                "step": step,
                "stage": _(STAGE_NAMES[Stage(step.stage)]) if step.stage else "",
                "who": names.get(str(step.by_id), _("The seller") if step.by_id else "Kontor"),
                "note": reason_said(step.note),
            }
            for step in file.steps
        ],
        "names": names,
    }  # fmt: skip
    return page(request, "console/business.html", context, active=ACTIVE, title=file.line.legal_name)


@signed_in
@require_GET
def paper(request: Request, item_id: UUID, code: str) -> HttpResponse:
    """One paper, opened in memory for whoever has claimed the case; kept nowhere on the way."""
    content = see_paper(viewer=operator_of(request), item_id=item_id, code=code)
    response = HttpResponse(content, content_type="image/jpeg")
    for name, value in FOR_UPLOADS.items():
        response.headers[name] = value
    response.headers["Cache-Control"] = "no-store"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["Content-Disposition"] = "inline"
    return response


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
