"""Programs: those of stores, the presets of well-known ERPs, and what the operator does with them (SEL-30, SEL-31)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kontor.contexts.integrations import presets
from kontor.contexts.integrations.queries import programs
from kontor.contexts.integrations.scopes import SCOPES
from kontor.contexts.integrations.services.decide_certification import decide_certification
from kontor.contexts.integrations.services.renew_secret import renew_secret
from kontor.contexts.integrations.services.switch_on_preset import switch_on_preset
from kontor.contexts.integrations.services.switch_program import switch_program
from kontor.kernel.errors import Refusal
from kontor.platform.http.errors import NotFound
from kontor.platform.http.refusals import STATUS, messages_of
from kontor.platform.http.request import Request
from kontor.platform.http.routes import signed_in
from kontor.sites.console.frame import operator_of, page
from kontor.sites.console.words import CERTIFICATIONS, said

ACTIVE = "console_programs"
PAGE = 50
_KINDS = {"none": "", "asked": "warning", "certified": "success", "refused": "error"}


@signed_in
@require_GET
def listing(request: Request) -> HttpResponse:
    """All programs, newest first, and the presets."""
    viewer, text = operator_of(request), request.GET.get("q", "").strip()[:100]
    found = programs.known_programs(viewer, text=text, before=_uuid(request.GET.get("before")), size=PAGE + 1)
    on = programs.switched_on(viewer)
    context = {
        "rows": [(one, *_certification(one)) for one in found[:PAGE]],
        "next_key": found[PAGE - 1].id if len(found) > PAGE else "",
        "further": bool(request.GET.get("before")),
        "text": text,
        "presets": [(preset, on.get(preset.code)) for preset in presets.PRESETS.values()],
    }
    return page(request, "console/programs.html", context, active=ACTIVE, title=_("Programs"))


def _uuid(text: str | None) -> UUID | None:
    try:
        return UUID(text or "")
    except ValueError:
        return None


def _certification(one: programs.ProgramView) -> tuple[str, str]:
    return _KINDS[one.certification], said(CERTIFICATIONS, one.certification)


@signed_in
@require_GET
def program_page(request: Request, application_id: UUID) -> HttpResponse:
    """One program, whosever it is."""
    return _program_page(request, application_id)


@signed_in
@require_POST
def switch(request: Request, application_id: UUID) -> HttpResponse:
    """Off: its tokens are worth nothing until it is on again."""
    on = request.POST.get("on") == "1"
    switch_program(viewer=operator_of(request), application_id=application_id, on=on)
    messages.success(request, _("The program is on.") if on else _("The program is off; its tokens are worth nothing."))
    return HttpResponseRedirect(reverse("console_program", args=[application_id]))


@signed_in
@require_POST
def certify(request: Request, application_id: UUID) -> HttpResponse:
    """Certify it, or take the certification back, outside the queue."""
    certified = request.POST.get("decision") == "certify"
    decide_certification(
        viewer=operator_of(request), application_id=application_id, certified=certified,
        reason=request.POST.get("reason", ""),
    )  # fmt: skip
    messages.success(request, _("Certified.") if certified else _("Not certified any more."))
    return HttpResponseRedirect(reverse("console_program", args=[application_id]))


@signed_in
@require_POST
def new_secret(request: Request, application_id: UUID) -> HttpResponse:
    """Another secret for a preset."""
    secret = renew_secret(viewer=operator_of(request), application_id=application_id)
    return _program_page(request, application_id, secret)


def _program_page(request: Request, application_id: UUID, secret: str = "") -> HttpResponse:
    one = programs.known_program(operator_of(request), application_id)
    context = {
        "one": one, "certification": _certification(one), "secret": secret,
        "titles": [(name, _(SCOPES[name].title), SCOPES[name].certified) for name in one.scopes if name in SCOPES],
    }  # fmt: skip
    return page(request, "console/program.html", context, active=ACTIVE, title=one.name)


@signed_in
@require_http_methods(["GET", "POST"])
def preset(request: Request, erp: str) -> HttpResponse:
    """Switch a preset on with the addresses that its makers gave, or change them."""
    known = presets.find(erp)
    if known is None:
        raise NotFound
    made = programs.switched_on(operator_of(request)).get(erp)
    if request.method == "GET":
        typed = {
            "contact": made.contact if made else "", "redirect_uris": "\n".join(made.redirect_uris) if made else "",
        }  # fmt: skip
        return _preset_page(request, known, made, typed)
    try:
        done = switch_on_preset(
            viewer=operator_of(request), code=erp, contact=request.POST.get("contact", "").strip(),
            redirect_uris=tuple(dict.fromkeys(request.POST.get("redirect_uris", "").split())),
        )  # fmt: skip
    except Refusal as refusal:
        return _preset_page(request, known, made, request.POST.dict(), refusal)
    if done.secret:
        return _program_page(request, done.application_id, done.secret)
    messages.success(request, _("Saved."))
    return HttpResponseRedirect(reverse("console_program", args=[done.application_id]))


def _preset_page(
    request: Request, known: presets.Preset, made: programs.ProgramView | None, typed: dict[str, Any],
    refusal: Refusal | None = None,
) -> HttpResponse:  # fmt: skip
    summary, fields = messages_of(refusal) if refusal else ([], {})
    context = {
        "preset": known, "made": made, "typed": typed,
        "titles": [_(SCOPES[name].title) for name in known.scopes],
        "errors": [("", sentence) for sentence in summary] + list(fields.items()),
        "fields": {name: says[0] for name, says in fields.items()},
        "form_failed": refusal is not None,
    }  # fmt: skip
    status = STATUS[refusal.kind] if refusal else 200
    return page(request, "console/preset.html", context, active=ACTIVE, title=known.name, status=status)
