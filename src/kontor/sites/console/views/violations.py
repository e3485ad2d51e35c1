"""The register of violations: the list, recording one by a rule, one whole, taking one back (OPR-03)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kontor.contexts.governance.errors import OffenceUnknown, ReferenceUnknown, StoreUnnamed
from kontor.contexts.governance.proofs import Proof
from kontor.contexts.governance.queries import register, table
from kontor.contexts.governance.services.lift_violation import lift_violation
from kontor.contexts.governance.services.record_violation import record_violation
from kontor.contexts.insight import queries as insight
from kontor.kernel.errors import Refusal, Refusals
from kontor.kernel.ids import new_id
from kontor.platform.http.refusals import STATUS, messages_of
from kontor.platform.http.request import Request
from kontor.platform.http.routes import signed_in
from kontor.platform.reviews import said as reason_said
from kontor.sites.console.frame import operator_of, page
from kontor.sites.console.words import VIOLATIONS, said

ACTIVE = "console_violations"
PAGE = 50
_FIELDS = ("store", "code", "words", "evidence", "orders", "products", "days", "key")


@signed_in
@require_GET
def listing(request: Request) -> HttpResponse:
    """Newest first, of one store, rule and state or all, paged by key."""
    asked = {name: request.GET.get(name, "").strip()[:60] for name in ("store", "code", "state")}
    before = _uuid(request.GET.get("before", ""))
    rules = table.rules()
    found = register.register(operator_of(request), **asked, before=before, size=PAGE + 1)
    context = {
        **asked,
        "lines": found[:PAGE],
        "before": before,
        "next_key": found[PAGE - 1].id if len(found) > PAGE else "",
        "codes": [(rule.code, rule.title) for rule in rules],
        "states": [(key, said(VIOLATIONS, key)) for key in VIOLATIONS],
        "rules": rules,
        "steps": table.steps(),
    }
    return page(request, "console/violations.html", context, active=ACTIVE, title=_("Violations"))


@signed_in
@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    """Record that a store broke a rule, with evidence."""
    if request.method == "GET":
        return _form(request, {"store": request.GET.get("store", ""), "key": new_id().hex})
    typed = {name: request.POST.get(name, "") for name in _FIELDS}
    try:
        made = _record(request, typed)
    except Refusal as refusal:
        return _form(request, typed, refusal)
    messages.success(request, _("The violation is recorded. The store's people have been told."))
    return HttpResponseRedirect(reverse("console_violation", args=[made]))


@signed_in
@require_GET
def violation_page(request: Request, violation_id: UUID) -> HttpResponse:
    """One violation whole."""
    return _page(request, violation_id)


@signed_in
@require_POST
def lift(request: Request, violation_id: UUID) -> HttpResponse:
    """It was wrong: it is taken back, with everything that followed."""
    try:
        lift_violation(
            viewer=operator_of(request), violation_id=violation_id, reason=request.POST.get("reason", "")
        )  # fmt: skip
    except Refusal as refusal:
        return _page(request, violation_id, refusal)
    messages.success(request, _("The violation is taken back. The store's people have been told."))
    return HttpResponseRedirect(reverse("console_violation", args=[violation_id]))


def _record(request: Request, typed: dict[str, str]) -> UUID:
    viewer, slug = operator_of(request), typed["store"].strip()
    ids = insight.store_ids(viewer, [slug])
    wrong: list[Refusal] = [] if slug in ids else [StoreUnnamed(field="store")]
    if not typed["code"]:
        wrong.append(OffenceUnknown(field="code"))
    if wrong:
        raise Refusals(wrong)
    proof = Proof(
        words=typed["evidence"], orders=_numbers(typed["orders"], "orders"),
        products=_numbers(typed["products"], "products"),
    )  # fmt: skip
    days = typed["days"].strip()
    return record_violation(
        viewer=viewer, store_id=ids[slug], code=typed["code"], proof=proof, words=typed["words"],
        cause=f"console:{viewer.account_id.hex}:{typed['key'][:32]}",
        days=(int(days) if days.isdecimal() else 0) if days else None,
    ).id  # fmt: skip


def _numbers(text: str, field: str) -> list[int]:
    parts = text.replace(",", " ").replace("#", " ").split()
    for part in parts:
        if not part.isdecimal():
            raise ReferenceUnknown(field=field, number=part)
    return [int(part) for part in parts]


def _form(request: Request, typed: dict[str, str], refusal: Refusal | None = None) -> HttpResponse:
    context = {"typed": typed, "codes": [(rule.code, rule.option) for rule in table.rules()], **_wrong(refusal)}
    status = STATUS[refusal.kind] if refusal else 200
    return page(
        request, "console/violation_new.html", context, active=ACTIVE, title=_("Record a violation"), status=status
    )


def _page(request: Request, violation_id: UUID, refusal: Refusal | None = None) -> HttpResponse:
    viewer = operator_of(request)
    file = register.violation_file(viewer, violation_id)
    names = insight.staff(viewer, {file.by_id}) if file.by_id else {}
    context: dict[str, Any] = {
        "file": file,
        "line": file.line,
        "by": next(iter(names.values()), "Kontor"),
        "ended_because": reason_said(file.ended_because),
        "answer": reason_said(file.appeal.answer) if file.appeal else "",
        "typed": request.POST,
        **_wrong(refusal),
    }
    status = STATUS[refusal.kind] if refusal else 200
    return page(request, "console/violation.html", context, active=ACTIVE, title=file.line.title, status=status)


def _wrong(refusal: Refusal | None) -> dict[str, Any]:
    summary, fields = messages_of(refusal) if refusal else ([], {})
    return {
        "errors": [("", sentence) for sentence in summary]
        + [(name, sentence) for name, many in fields.items() for sentence in many],
        "fields": {name: says[0] for name, says in fields.items()},
        "form_failed": refusal is not None,
    }


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
