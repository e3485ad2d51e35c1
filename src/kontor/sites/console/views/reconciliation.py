"""Reconciliation: the books of a day beside everything that they speak of (TRD-12)."""

from __future__ import annotations

import csv
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_GET, require_POST

from kontor.contexts.billing.comparing import CHECKS
from kontor.contexts.billing.queries import reconciliation
from kontor.contexts.billing.services.queue_difference import queue_difference
from kontor.kernel.clock import now
from kontor.kernel.errors import Refusal
from kontor.platform.http.refusals import say
from kontor.platform.http.request import Request
from kontor.platform.http.routes import signed_in
from kontor.platform.jobs import enqueue
from kontor.sites.console.frame import operator_of, page

ACTIVE = "console_reconciliation"
FILES = {
    "waiting": gettext_noop("Not there yet"),
    "missing": gettext_noop("Missing"),
    "broken": gettext_noop("Cannot be read"),
    "read": gettext_noop("Read"),
    "skipped": gettext_noop("Not asked for: the day was filled by the demo"),
}


@signed_in
@require_GET
def report(request: Request) -> HttpResponse:
    """The report of a day: every comparison, and the keys that differ."""
    viewer = operator_of(request)
    days = reconciliation.days(viewer)
    day = _day(request.GET.get("day", "")) or (days[0] if days else now().date())
    code = request.GET.get("check", "")
    code = code if code in CHECKS else ""
    figures = reconciliation.figures(viewer, day)
    shown = [one for one in figures if one.ours or one.booked or one.differing]
    context = {
        "day": day, "days": days, "code": code,
        "figures": [(one, _(one.title)) for one in shown],
        "empty": len(figures) - len(shown),
        "differences": [
            (one, _(CHECKS[one.code].title)) for one in reconciliation.differences(viewer, day, code)
            if one.code in CHECKS
        ],
        "files": [(one, _(FILES[one.state])) for one in reconciliation.settlement_files(viewer)],
    }  # fmt: skip
    return page(request, "console/reconciliation.html", context, active=ACTIVE, title=_("Reconciliation"))


@signed_in
@require_GET
def as_file(request: Request) -> HttpResponse:
    """A day's report as CSV: the sums, then the keys that differ."""
    viewer = operator_of(request)
    day = _day(request.GET.get("day", "")) or now().date()
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="reconciliation-{day.isoformat()}.csv"'
    response.write("\ufeff")
    out = csv.writer(response)
    out.writerow([_("Comparison"), _("Key"), _("Currency"), _("Rows"), _("Ledger"), _("Difference")])
    for figure in reconciliation.figures(viewer, day):
        figures = (figure.ours.amount, figure.booked.amount, figure.difference.amount)
        out.writerow([_(figure.title), "", figure.ours.currency, *figures])
    for one in reconciliation.differences(viewer, day):
        figures = (one.ours.amount, one.booked.amount, one.difference.amount)
        out.writerow([_(CHECKS[one.code].title), one.key, one.ours.currency, *figures])
    return response


@signed_in
@require_POST
def queue(request: Request, difference_id: UUID) -> HttpResponse:
    """Put a difference into the queue of those who look at them."""
    try:
        fresh = queue_difference(viewer=operator_of(request), difference_id=difference_id)
    except Refusal as refusal:
        messages.error(request, say(refusal))
    else:
        messages.success(
            request, _("Somebody will look at it: it is in the queue.") if fresh else _("It is in the queue already.")
        )
    back = request.POST.get("day", "")
    return HttpResponseRedirect(reverse(ACTIVE) + (f"?day={back}#differences" if _day(back) else ""))


@signed_in
@require_POST
def again(request: Request) -> HttpResponse:
    """Compare now, by the job that does it every night."""
    enqueue("billing.reconcile", key="now")
    messages.success(request, _("The books are being compared. Open this page again in a moment."))
    return HttpResponseRedirect(reverse(ACTIVE))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
