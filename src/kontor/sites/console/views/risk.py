"""Risk: judgements with their reasons, linked accounts and their bans, thresholds, virtual numbers (ACC-30 ff.)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kontor.contexts.risk import policy, queries
from kontor.contexts.risk.rules import numbers
from kontor.contexts.risk.rules.decision import Decision
from kontor.contexts.risk.rules.reasons import REASONS
from kontor.contexts.risk.services.add_number_range import add_number_range
from kontor.contexts.risk.services.ban_linked import ban_linked
from kontor.contexts.risk.services.remove_number_range import remove_number_range
from kontor.contexts.risk.services.unban_linked import unban_linked
from kontor.kernel.errors import Kind, Refusal
from kontor.platform.http.errors import NotFound
from kontor.platform.http.refusals import STATUS, messages_of
from kontor.platform.http.request import Request
from kontor.platform.http.routes import signed_in
from kontor.sites.console.frame import operator_of, page
from kontor.sites.console.words import DECISIONS, MECHANISMS, said

ACTIVE = "console_risk"
PAGE = 50


@signed_in
@require_GET
def judgements(request: Request) -> HttpResponse:
    """Judgements, newest first, paged by key."""
    decision = request.GET.get("decision", "")
    decision = decision if decision in set(Decision) else ""
    before = _key(request.GET.get("before", ""))
    rows = queries.judgements(operator_of(request), decision=decision, before=before, size=PAGE + 1)
    shown = rows[:PAGE]
    context = {
        "rows": [{"row": row, "why": queries.whys(row)[:2], "more": max(len(row.reasons) - 2, 0)} for row in shown],
        "next_key": shown[-1].id if len(rows) > PAGE else "",
        "decision": decision,
        "before": before,
        "filters": [
            {"label": said(DECISIONS, each) if each else _("All"), "href": f"?decision={each}" if each else "?",
             "active": each == decision}
            for each in ("", *Decision)
        ],
        "tabs": _tabs(ACTIVE),
    }  # fmt: skip
    return page(request, "console/risk.html", context, active=ACTIVE, title=_("Risk"))


@signed_in
@require_GET
def judgement_page(request: Request, account_id: UUID, judgement_id: UUID) -> HttpResponse:
    """One judgement: scores, reasons in words, the thresholds as they were."""
    file = queries.judgement(operator_of(request), account_id, judgement_id)
    if file is None:
        raise NotFound
    names = [_("Challenge from"), _("Hold from"), _("Refuse from")]
    context = {
        "file": file,
        "row": file.row,
        "scores": [(said(MECHANISMS, str(mechanism)), score) for mechanism, score in file.scores],
        "thresholds": list(zip(names, file.row.thresholds, strict=False)),
        "ways": _ways(file.row.seen.get("ways", {})),
        "tabs": _tabs(ACTIVE),
    }
    return page(request, "console/risk_judgement.html", context, active=ACTIVE, title=_("Judgement"))


@signed_in
@require_GET
def clusters(request: Request) -> HttpResponse:
    """Clusters of linked accounts, newest first, paged by key."""
    rows = queries.clusters(operator_of(request), before=_key(request.GET.get("before", "")), size=PAGE + 1)
    shown = rows[:PAGE]
    context = {"rows": shown, "next_key": shown[-1].id if len(rows) > PAGE else "", "tabs": _tabs("console_clusters")}
    return page(request, "console/risk_clusters.html", context, active=ACTIVE, title=_("Linked accounts"))


@signed_in
@require_GET
def cluster_page(request: Request, cluster_id: UUID) -> HttpResponse:
    """The accounts of a cluster, what linked them, and the one action for all."""
    return _cluster(request, cluster_id)


@signed_in
@require_POST
def ban(request: Request, cluster_id: UUID) -> HttpResponse:
    """Close all accounts of the cluster (ACC-31)."""
    return _act(request, cluster_id, "reason", ban_linked, _closed)


@signed_in
@require_POST
def unban(request: Request, cluster_id: UUID) -> HttpResponse:
    """Open all accounts of the cluster again (ACC-31)."""
    return _act(request, cluster_id, "why", unban_linked, _opened)


@signed_in
@require_GET
def figures(request: Request) -> HttpResponse:
    """Thresholds and points in force, each with its words and a way to change it."""
    thresholds = [policy.CHALLENGE_AT, policy.HOLD_AT, policy.REFUSE_AT, policy.PER_CLUSTER, policy.WINDOW]
    points = [
        {"policy": policy.POINTS[code], "reason": reason, "mechanism": said(MECHANISMS, str(reason.mechanism))}
        for code, reason in REASONS.items()
    ]
    context = {"thresholds": thresholds, "points": points, "tabs": _tabs("console_risk_figures")}
    return page(request, "console/risk_figures.html", context, active=ACTIVE, title=_("Thresholds"))


@signed_in
@require_http_methods(["GET", "POST"])
def virtual_numbers(request: Request) -> HttpResponse:
    """Number ranges and carriers that count as virtual, and adding to them (ACC-32)."""
    viewer, refusal = operator_of(request), None
    if request.method == "POST":
        try:
            if request.POST.get("remove", "").isdigit():
                remove_number_range(by=viewer, range_id=int(request.POST["remove"]))
            else:
                told = {name: request.POST.get(name, "")[:200] for name in ("prefix", "carrier", "note")}
                add_number_range(by=viewer, **told)
        except Refusal as no:
            refusal = no
        else:
            return HttpResponseRedirect(reverse("console_virtual_numbers"))
    context = {
        "own": queries.number_ranges(viewer),
        "shipped": numbers.shipped(),
        "typed": request.POST,
        "tabs": _tabs("console_virtual_numbers"),
        **_refused(refusal),
    }
    status = STATUS[refusal.kind] if refusal else 200
    return page(request, "console/risk_numbers.html", context, active=ACTIVE, title=_("Virtual numbers"), status=status)


def _act(
    request: Request, cluster_id: UUID, field: str, service: Callable[..., list[UUID]], words: Callable[[int], str]
) -> HttpResponse:
    try:
        done = service(by=operator_of(request), cluster_id=cluster_id, reason=request.POST.get("reason", ""))
    except Refusal as refusal:
        if refusal.kind is Kind.NOT_FOUND:
            raise
        return _cluster(request, cluster_id, refusal, field)
    messages.success(request, words(len(done)))
    return HttpResponseRedirect(reverse("console_cluster", args=[cluster_id]))


def _closed(many: int) -> str:
    return ngettext("%(n)s account is closed.", "%(n)s accounts are closed.", many) % {"n": many}


def _opened(many: int) -> str:
    return ngettext("%(n)s account is open again.", "%(n)s accounts are open again.", many) % {"n": many}


def _refused(refusal: Refusal | None, field: str = "") -> dict[str, Any]:
    """What the page says of it: above, and at the field (`field`: the id of the one that was meant)."""
    summary, fields = messages_of(refusal) if refusal else ([], {})
    named = {field or name: said[0] for name, said in fields.items()}
    errors = [*(("", said) for said in summary), *named.items()]
    return {"errors": errors, "fields": named, "form_failed": refusal is not None}


def _cluster(request: Request, cluster_id: UUID, refusal: Refusal | None = None, field: str = "") -> HttpResponse:
    """`field`: the id of the one in which the reason was missing, of two forms."""
    found = queries.cluster(operator_of(request), cluster_id)
    if found is None:
        raise NotFound
    row, members = found
    lines = [{"line": line, "reason": queries.trace_word(line.reason)} for line in members]
    context: dict[str, Any] = {
        "cluster": row, "lines": lines, "open": row.size - row.banned,
        "typed": {field: request.POST.get("reason", "")}, "tabs": _tabs("console_clusters"),
        **_refused(refusal, field),
    }  # fmt: skip
    status = STATUS[refusal.kind] if refusal else 200
    return page(request, "console/risk_cluster.html", context, active=ACTIVE, title=_("Linked accounts"), status=status)


def _tabs(active: str) -> list[dict[str, Any]]:
    labels = {
        ACTIVE: _("Judgements"),
        "console_clusters": _("Linked accounts"),
        "console_risk_figures": _("Thresholds"),
        "console_virtual_numbers": _("Virtual numbers"),
    }
    return [{"label": label, "href": reverse(name), "active": name == active} for name, label in labels.items()]


def _ways(ways: dict[str, int]) -> list[tuple[str, int]]:
    words = {
        "typed": _("typed"), "pasted": _("pasted"), "filled": _("filled in by the browser"), "chosen": _("chosen"),
        "untouched": _("left as it was"),
    }  # fmt: skip
    return [(words.get(way, way), many) for way, many in ways.items()]


def _key(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None  # a key that nobody handed out: the first page
