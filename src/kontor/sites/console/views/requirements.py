"""What becoming a seller asks, beside the declared table, and which tax numbers destinations ask (SEL-01, SEL-04)."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kontor.contexts.accounts.rules.countries import COUNTRIES
from kontor.contexts.sellers import desk_queries as desk
from kontor.contexts.sellers.lifecycle import STAGE_NAMES, Stage
from kontor.contexts.sellers.rules.forms import FORM_NAMES
from kontor.contexts.sellers.rules.requirements import TABLE
from kontor.contexts.sellers.rules.taxes import KIND_NAMES, UNION
from kontor.contexts.sellers.services.add_requirement import KINDS, STAGES, add_requirement
from kontor.contexts.sellers.services.end_requirement import end_requirement
from kontor.contexts.sellers.services.set_tax_demand import set_tax_demand
from kontor.contexts.sellers.tax_queries import destination_name
from kontor.kernel.errors import Refusal
from kontor.platform.http.errors import NotFound
from kontor.platform.http.refusals import STATUS, messages_of
from kontor.platform.http.request import Request
from kontor.platform.http.routes import signed_in
from kontor.sites.console.frame import operator_of, page
from kontor.sites.console.words import REQUIREMENT_KINDS, said
from kontor.ui.formats import locale_of

ACTIVE = "console_requirements"


@signed_in
@require_http_methods(["GET", "POST"])
def requirements(request: Request) -> HttpResponse:
    """Everything that is asked, and the form that asks for more."""
    if request.method == "GET":
        return _page(request)
    typed = request.POST

    def add() -> None:
        add_requirement(
            viewer=operator_of(request), stage=typed.get("stage", ""), kind=typed.get("kind", ""),
            labels={code: typed.get(f"label.{code}", "") for code, _name in settings.LANGUAGES},
            country=typed.get("country", ""), form=typed.get("form", ""), required=bool(typed.get("required")),
        )  # fmt: skip

    return _tried(request, add, _("It is asked from now on."))


@signed_in
@require_POST
def end(request: Request, requirement_id: UUID) -> HttpResponse:
    """Ask for it no more."""
    if not end_requirement(viewer=operator_of(request), requirement_id=requirement_id):
        raise NotFound
    messages.success(request, _("It is not asked any more."))
    return HttpResponseRedirect(reverse(ACTIVE))


@signed_in
@require_POST
def tax_demand(request: Request) -> HttpResponse:
    """Which numbers a destination asks before anything is printed for it."""

    def change() -> None:
        set_tax_demand(
            viewer=operator_of(request), destination=request.POST.get("destination", ""),
            accepted=request.POST.get("accepted", ""),
        )  # fmt: skip

    return _tried(request, change, _("It holds from now on."))


def _tried(request: Request, deed: Callable[[], None], done: str) -> HttpResponse:
    try:
        deed()
    except Refusal as refusal:
        return _page(request, refusal)
    messages.success(request, done)
    return HttpResponseRedirect(reverse(ACTIVE))


def _page(request: Request, refusal: Refusal | None = None) -> HttpResponse:
    viewer = operator_of(request)
    summary, fields = messages_of(refusal) if refusal else ([], {})
    territories = locale_of(get_language()).territories
    countries = sorted(((code, str(territories.get(code, code))) for code in COUNTRIES), key=lambda pair: pair[1])
    context = {
        "asked": [{"row": row, "stage": _(STAGE_NAMES[Stage(row.stage)])} for row in desk.asked_for(viewer)],
        "declared": [
            {
                "row": row,
                "label": _(row.label),
                "stage": _(STAGE_NAMES[row.stage]),
                "forms": [_(FORM_NAMES[form]) for form in sorted(row.forms)],
                "where": _where(row.countries),
                "besides": _where(row.besides),
            }
            for row in TABLE
        ],
        "demands": [
            {"code": code, "name": destination_name(code), "accepted": accepted, "changed": changed}
            for code, accepted, changed in desk.tax_demands(viewer)
        ],
        "stages": [(stage.value, _(STAGE_NAMES[stage])) for stage in STAGES],
        "kinds": [(kind, said(REQUIREMENT_KINDS, kind)) for kind in KINDS],
        "forms": [(form, _(name)) for form, name in FORM_NAMES.items()],
        "countries": countries,
        "destinations": [(UNION, destination_name(UNION)), *countries],
        "tax_kinds": [(kind, _(name)) for kind, name in KIND_NAMES.items()],
        "languages": [(code, str(name), request.POST.get(f"label.{code}", "")) for code, name in settings.LANGUAGES],
        "typed": request.POST,
        "errors": [("", sentence) for sentence in summary] + list(fields.items()),
        "fields": {name: says[0] for name, says in fields.items()},
        "label_error": fields.get("label.en", [""])[0],
        "form_failed": refusal is not None,
    }
    status = STATUS[refusal.kind] if refusal else 200
    return page(request, "console/requirements.html", context, active=ACTIVE, title=_("Requirements"), status=status)


def _where(codes: frozenset[str]) -> str:
    few = 4
    return ", ".join(sorted(codes)) if len(codes) <= few else _("%(count)s countries") % {"count": len(codes)}
