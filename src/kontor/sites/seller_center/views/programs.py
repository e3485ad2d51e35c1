"""Programs of a store: which work for it, and which its people registered (SEL-30, SEL-31)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kontor.contexts.integrations.drafts import ProgramDraft
from kontor.contexts.integrations.queries import programs
from kontor.contexts.integrations.scopes import SCOPES
from kontor.contexts.integrations.services.ask_certification import ask_certification
from kontor.contexts.integrations.services.change_program import change_program
from kontor.contexts.integrations.services.end_grant import end_grant
from kontor.contexts.integrations.services.register_program import register_program
from kontor.contexts.integrations.services.remove_program import remove_program
from kontor.contexts.integrations.services.renew_secret import renew_secret
from kontor.contexts.sellers.errors import RightMissing
from kontor.kernel.errors import Kind, Refusal
from kontor.platform.http.refusals import STATUS, messages_of, say
from kontor.platform.http.request import Request
from kontor.sites.seller_center import reading, words
from kontor.sites.seller_center.bench import Bench, at_bench

RIGHT, SECTION = "settings.programs", "programs"
PAGE = 30


@at_bench(RIGHT, SECTION)
@require_GET
def listed(request: Request, bench: Bench) -> HttpResponse:
    """Programs that work for the store, with the way to end each; and the store's own registrations."""
    before = reading.uuid(request.GET.get("before"))
    rows = programs.connected(bench.seat, before=before, size=PAGE + 1)
    context = {
        "page_title": _("Programs"),
        "grants": [{"row": row, "titles": [_(SCOPES[each].title) for each in row.scopes]} for row in rows[:PAGE]],
        "next": rows[PAGE - 1].id if len(rows) > PAGE else "",
        "further": before is not None,
        "own": [(one, *_certification(one)) for one in programs.programs_of(bench.seat)],
    }
    return bench.page("seller/programs.html", SECTION, context)


def _certification(one: programs.ProgramView) -> tuple[str, str]:
    return words.CERTIFICATIONS[one.certification][0], str(words.CERTIFICATIONS[one.certification][1])


@at_bench(RIGHT, SECTION)
@require_POST
def end(request: Request, bench: Bench, grant_id: UUID) -> HttpResponse:
    """The program can do nothing more in this store."""
    end_grant(seat=bench.seat, grant_id=grant_id)
    messages.success(request, _("Disconnected. The program can do nothing in this store any more."))
    return HttpResponseRedirect(reverse("seller_programs"))


@at_bench(RIGHT, SECTION)
@require_http_methods(["GET", "POST"])
def new(request: Request, bench: Bench) -> HttpResponse:
    """Register a program; its secret is shown in the answer and never again."""
    if request.method == "GET":
        return _form(bench, None, _empty(request))
    try:
        made = register_program(seat=bench.seat, draft=_draft(request), logo=_logo(request))
    except RightMissing:
        raise
    except Refusal as refusal:
        return _form(bench, None, _typed(request), refusal)
    return _told(bench, made.application_id, made.secret)


@at_bench(RIGHT, SECTION)
@require_http_methods(["GET", "POST"])
def one(request: Request, bench: Bench, application_id: UUID) -> HttpResponse:
    """One registered program: its names, what was said of it, and whether it is certified."""
    known = programs.program(bench.seat, application_id)
    if request.method == "GET":
        return _form(bench, known, _known(known))
    try:
        change_program(seat=bench.seat, application_id=application_id, draft=_draft(request), logo=_logo(request))
    except RightMissing:
        raise
    except Refusal as refusal:
        if refusal.kind is Kind.NOT_FOUND:
            raise
        return _form(bench, known, _typed(request), refusal)
    messages.success(request, _("Saved."))
    return HttpResponseRedirect(reverse("seller_program", args=[application_id]))


@at_bench(RIGHT, SECTION)
@require_POST
def new_secret(request: Request, bench: Bench, application_id: UUID) -> HttpResponse:
    """Another secret; the old one is worth nothing from now on."""
    del request
    return _told(bench, application_id, renew_secret(viewer=bench.seat, application_id=application_id))


@at_bench(RIGHT, SECTION)
@require_POST
def certify(request: Request, bench: Bench, application_id: UUID) -> HttpResponse:
    """Ask Kontor to look at the program."""
    try:
        ask_certification(seat=bench.seat, application_id=application_id)
    except RightMissing:
        raise
    except Refusal as refusal:
        if refusal.kind is Kind.NOT_FOUND:
            raise
        messages.error(request, say(refusal))
    else:
        messages.success(request, _("Kontor looks at the program and tells you here."))
    return HttpResponseRedirect(reverse("seller_program", args=[application_id]))


@at_bench(RIGHT, SECTION)
@require_POST
def remove(request: Request, bench: Bench, application_id: UUID) -> HttpResponse:
    """The program goes, in every store."""
    remove_program(seat=bench.seat, application_id=application_id)
    messages.success(request, _("Removed. It is disconnected from every store."))
    return HttpResponseRedirect(reverse("seller_programs"))


def _told(bench: Bench, application_id: UUID, secret: str) -> HttpResponse:
    """The names that the program needs; the page is not kept by any browser."""
    context = {
        "page_title": _("Keep these now"), "program": programs.program(bench.seat, application_id), "secret": secret,
    }  # fmt: skip
    response = bench.page("seller/program_secret.html", SECTION, context)
    response.headers["Cache-Control"] = "no-store"
    return response


def _draft(request: Request) -> ProgramDraft:
    typed = request.POST
    return ProgramDraft(
        name=" ".join(typed.get("name", "").split()),
        contact=typed.get("contact", "").strip(),
        redirect_uris=tuple(dict.fromkeys(typed.get("redirect_uris", "").split())),
        scopes=tuple(typed.getlist("scopes")),
        about=typed.get("about", "").strip()[:300],
        website=typed.get("website", "").strip()[:200],
        confidential=typed.get("kind", "server") == "server",
    )


def _logo(request: Request) -> bytes:
    upload = request.FILES.get("logo")
    return upload.read() if upload is not None and not isinstance(upload, list) else b""


def _empty(request: Request) -> dict[str, Any]:
    return {"contact": request.account.email, "kind": "server", "scopes": []}


def _typed(request: Request) -> dict[str, Any]:
    return {**request.POST.dict(), "scopes": request.POST.getlist("scopes")}


def _known(one: programs.ProgramView) -> dict[str, Any]:
    return {
        "name": one.name, "contact": one.contact, "about": one.about, "website": one.website,
        "redirect_uris": "\n".join(one.redirect_uris), "scopes": list(one.scopes),
        "kind": "server" if one.confidential else "people",
    }  # fmt: skip


def _form(
    bench: Bench, known: programs.ProgramView | None, typed: dict[str, Any], refusal: Refusal | None = None
) -> HttpResponse:
    summary, fields = messages_of(refusal) if refusal else ([], {})
    context = {
        "page_title": known.name if known else _("New program"),
        "program": known,
        "certification": _certification(known) if known else None,
        "typed": typed,
        "choices": [
            (
                name,
                _("%(what)s (only with a certification)") % {"what": _(each.title)}
                if each.certified
                else _(each.title),
            )
            for name, each in SCOPES.items()
        ],
        "kinds": [
            ("server", _("On a server of its makers: it gets a secret")),
            ("people", _("At the people who use it, such as an app: it can keep no secret")),
        ],
        "errors": [("", said) for said in summary] + [(name, said) for name, many in fields.items() for said in many],
        "fields": fields,
        "form_failed": refusal is not None,
    }
    return bench.page("seller/program.html", SECTION, context, STATUS[refusal.kind] if refusal else 200)
