"""Review queues: how they stand, their lists, and what is decided (OPR-02)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_POST

from kontor.contexts.insight import queries as insight
from kontor.kernel.clock import now
from kontor.kernel.errors import Kind, Refusal
from kontor.platform import reviews
from kontor.platform.http.errors import NotFound
from kontor.platform.http.refusals import STATUS, messages_of, say
from kontor.platform.http.request import Request
from kontor.platform.http.routes import signed_in
from kontor.platform.reviews.policy import MEASURED_OVER
from kontor.sites.console.evidence import exhibits
from kontor.sites.console.frame import operator_of, page
from kontor.ui.charts import Chart, Series
from kontor.ui.formats import day, duration

ACTIVE = "console_queues"
DISPUTES = frozenset({"aftersales.dispute", "aftersales.appeal"})
HOUR = 3600


@signed_in
@require_GET
def overview(request: Request) -> HttpResponse:
    """Every queue: what is open, how long the oldest has waited, how long people wait."""
    viewer = operator_of(request)
    by_kind: defaultdict[str, list[reviews.Day]] = defaultdict(list)
    for one in reviews.days(viewer):
        by_kind[one.kind].append(one)
    queues: list[dict[str, Any]] = [
        {"measure": measure, "title": _(measure.kind.title), "chart": _chart(by_kind[measure.kind.name])}
        for measure in reviews.measures(viewer)
    ]
    queues.sort(key=lambda queue: (-queue["measure"].overdue, -queue["measure"].open, queue["title"]))
    context = {"queues": queues, "days": MEASURED_OVER.int()}
    return page(request, "console/queues.html", context, active=ACTIVE, title=_("Review queues"))


@signed_in
@require_GET
def listing(request: Request, kind: str) -> HttpResponse:
    """One queue, oldest first; or what was decided in it, latest first."""
    viewer, declared = operator_of(request), _kind(kind)
    closed = request.GET.get("show") == "decided"
    after = request.GET.get("after", "")
    found = reviews.listing(viewer, kind=kind, closed=closed, after=after)
    people = {account for line in found.lines for account in (line.holder, line.decided_by) if account}
    here = reverse("console_queue", args=[kind])
    context = {
        "kind": declared,
        "lines": found.lines,
        "next_key": found.next_key,
        "after": after,
        "closed": closed,
        "names": {str(key): name for key, name in insight.staff(viewer, people).items()},
        "me": viewer.account_id,
        "labels": _labels(declared),
        "tabs": [
            {"label": _("Waiting for a decision"), "href": here, "active": not closed},
            {"label": _("Decided"), "href": f"{here}?show=decided", "active": closed},
        ],
    }
    return page(request, "console/queue.html", context, active=ACTIVE, title=_(declared.title))


@signed_in
@require_POST
def take_oldest(request: Request, kind: str) -> HttpResponse:
    """Take what has waited longest, and look at it."""
    _kind(kind)
    try:
        item = reviews.claim_oldest(viewer=operator_of(request), kind=kind)
    except Refusal as refusal:
        messages.info(request, say(refusal))
        return HttpResponseRedirect(reverse("console_queue", args=[kind]))
    return HttpResponseRedirect(reverse("console_review", args=[item.pk]))


@signed_in
@require_GET
def case_page(request: Request, item_id: UUID) -> HttpResponse:
    """One case: the evidence and the decision for whoever has taken it, its trail for every operator.

    An open dispute has a page of its own, with everything about it.
    """
    case = reviews.case(operator_of(request), item_id)
    if case.kind.name in DISPUTES and case.line.closed_at is None:
        return HttpResponseRedirect(reverse("console_dispute", args=[case.line.facts["dispute"]]))
    return _page(request, case)


@signed_in
@require_POST
def take(request: Request, item_id: UUID) -> HttpResponse:
    """Take one case."""
    return _moved(request, item_id, lambda: reviews.claim(viewer=operator_of(request), item_id=item_id))


@signed_in
@require_POST
def give_back(request: Request, item_id: UUID) -> HttpResponse:
    """Give a case back to its queue."""
    kind = reviews.case(operator_of(request), item_id).kind
    reviews.release(viewer=operator_of(request), item_id=item_id)
    return HttpResponseRedirect(reverse("console_queue", args=[kind.name]))


@signed_in
@require_POST
def decide(request: Request, item_id: UUID) -> HttpResponse:
    """Decide a case that one has taken; the next one waits behind the link of the answer."""
    viewer = operator_of(request)
    before = reviews.case(viewer, item_id)
    try:
        item = reviews.decide(
            viewer=viewer, item_id=item_id, decision=request.POST.get("decision", ""), reason=_reason(request, before),
            parts=_part_words(request, before),
        )  # fmt: skip
    except Refusal as refusal:
        if refusal.kind is Kind.NOT_FOUND:
            raise
        return _page(request, reviews.case(viewer, item_id), refusal)
    said = _labels(before.kind).get(item.decision, item.decision)
    messages.success(request, _("Decided: %(decision)s.") % {"decision": said})
    return HttpResponseRedirect(reverse("console_queue", args=[item.kind]))


def _moved(request: Request, item_id: UUID, move: Callable[[], object]) -> HttpResponse:
    try:
        move()
    except Refusal as refusal:
        if refusal.kind is Kind.NOT_FOUND:
            raise
        messages.error(request, say(refusal))
    return HttpResponseRedirect(reverse("console_review", args=[item_id]))


def _kind(name: str) -> reviews.Kind:
    kind = reviews.find(name)
    if kind is None:
        raise NotFound
    return kind


def _labels(kind: reviews.Kind) -> dict[str, str]:
    return {each.name: _(each.label) for each in kind.decisions} | {"withdrawn": pgettext("a case", "Withdrawn")}


def _reason(request: Request, case: reviews.Case) -> str:
    """The chosen sentences, those of them that are the kind's, and the reviewer's own words below them."""
    offered = {sentence for decision in case.kind.decisions for sentence in decision.reasons}
    chosen = [sentence for sentence in request.POST.getlist("chosen") if sentence in offered]
    own = request.POST.get("reason", "").strip()
    return "\n".join([*chosen, own] if own else chosen)


def _part_words(request: Request, case: reviews.Case) -> dict[str, str]:
    """What is said of single parts: the chosen sentences, own words below them."""
    found = {}
    for part in case.parts:
        lines = [line for line in request.POST.getlist(f"chosen.{part.name}") if line in part.reasons]
        own = request.POST.get(f"part.{part.name}", "").strip()
        if words := "\n".join([*lines, own] if own else lines):
            found[part.name] = words
    return found


def _chart(days: list[reviews.Day]) -> Chart | None:
    """Median hours from opening to the decision, day by day; days without a decision are left out."""
    days = sorted(days, key=lambda one: one.day)
    if len(days) < 2:  # noqa: PLR2004  (a line needs two points)
        return None
    return Chart(
        title=_("Median wait by day of the decision, in hours"),
        unit=_("Day"),
        labels=[day(one.day) for one in days],
        series=[
            Series(
                _("Median wait"), [round(one.median / HOUR, 2) for one in days], [duration(one.median) for one in days]
            )
        ],
    )


def _page(request: Request, case: reviews.Case, refusal: Refusal | None = None) -> HttpResponse:
    viewer, line = operator_of(request), case.line
    summary, fields = messages_of(refusal) if refusal else ([], {})
    people = {account for account in (line.holder, line.decided_by, *(step.by_id for step in case.steps)) if account}
    waited = (line.closed_at or now()) - line.opened_at
    context = {
        "case": case,
        "line": line,
        "kind": case.kind,
        "waited": duration(max(waited, timedelta(0)).total_seconds()),
        "names": {str(key): name for key, name in insight.staff(viewer, people).items()},
        "labels": _labels(case.kind),
        "said": reviews.said(line.reason),
        "exhibits": exhibits(case.evidence),
        "sentences": [
            (_(each.label), [(sentence, _(sentence)) for sentence in each.reasons])
            for each in case.kind.decisions
            if each.reasons
        ],
        "parts": [
            {
                "part": part,
                "sentences": [(sentence, _(sentence)) for sentence in part.reasons],
                "chosen": request.POST.getlist(f"chosen.{part.name}"),
                "typed": request.POST.get(f"part.{part.name}", ""),
                "error": fields.get(f"part.{part.name}", [""])[0],
            }
            for part in case.parts
        ],
        "chosen": request.POST.getlist("chosen"),
        "typed": request.POST.get("reason", ""),
        "errors": [("", sentence) for sentence in summary] + list(fields.items()),
        "fields": {name: says[0] for name, says in fields.items()},
        "form_failed": refusal is not None,
    }
    status = STATUS[refusal.kind] if refusal else 200
    return page(request, "console/review.html", context, active=ACTIVE, title=_(case.kind.title), status=status)
