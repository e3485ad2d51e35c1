"""What waits, and how the market stands."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from kontor.contexts.insight import queries as insight
from kontor.contexts.orders.lifecycle import State
from kontor.kernel.clock import now
from kontor.platform import policy, reviews
from kontor.platform.http.request import Request
from kontor.platform.http.routes import signed_in
from kontor.platform.jobs import board
from kontor.sites.console.frame import operator_of, page
from kontor.ui.formats import moment


@signed_in
@require_GET
def home(request: Request) -> HttpResponse:
    """The desk: queues first, then the market's state."""
    desk = insight.desk(operator_of(request))
    backlog, oldest = board.backlog()
    context = {
        "today": now(),
        "todo": _todo(desk),
        "states": _states(desk),
        "backlog": backlog,
        "backlog_since": oldest,
        "changes": policy.history(limit=5),
        "desk": desk,
    }
    return page(request, "console/home.html", context, active="console_home", title=_("Today"))


def _states(desk: insight.Desk) -> list[dict[str, Any]]:
    """Orders of each state; `share` of the largest in per cent, for its bar."""
    most = max([1, *desk.by_state.values()])
    counts = [(str(state), desk.by_state.get(state, 0)) for state in State]
    return [{"name": name, "count": many, "share": round(100 * many / most)} for name, many in counts]


def _todo(desk: insight.Desk) -> list[dict[str, Any]]:
    waiting, jobs = desk.waiting, reverse("console_jobs")
    orders, payments = reverse("console_orders"), reverse("console_payments")
    frozen, disputed = desk.by_state.get(State.FROZEN, 0), desk.by_state.get(State.IN_DISPUTE, 0)

    def entry(count: int, label: str, note: str, href: str, *, urgent: bool = False) -> dict[str, Any]:
        return {"count": count, "label": label, "note": note, "href": href, "urgent": urgent and count}

    def oldest(when: Any) -> str:
        return _("The oldest since %(moment)s") % {"moment": moment(when)} if when else ""

    entries = [
        *(
            entry(waiting.reviews.get(kind.name, 0), _(kind.title), _("To be decided, oldest first"),
                  reverse("console_queue", args=[kind.name]))
            for kind in reviews.kinds()
        ),
        entry(
            waiting.forged,
            ngettext("Callback with a false signature", "Callbacks with a false signature", waiting.forged),
            _("In the last seven days"), f"{payments}?show=forged", urgent=True,
        ),
        entry(
            waiting.not_issued,
            ngettext("Invoice that was not issued", "Invoices that were not issued", waiting.not_issued),
            _("Each says why; all others go on"), reverse("console_documents"), urgent=True,
        ),
        entry(
            waiting.differences, ngettext("Difference of the books", "Differences of the books", waiting.differences),
            _("As the latest comparison found them"), reverse("console_reconciliation"), urgent=True,
        ),
        entry(
            waiting.parked, ngettext("Fact that was not delivered", "Facts that were not delivered", waiting.parked),
            _("No try is left; somebody must look"), f"{jobs}#parked", urgent=True,
        ),
        entry(
            waiting.failed_jobs, ngettext("Failed job", "Failed jobs", waiting.failed_jobs),
            _("No try is left; somebody must look"), f"{jobs}#failed", urgent=True,
        ),
        entry(
            waiting.in_risk_check,
            ngettext("Order in the risk check", "Orders in the risk check", waiting.in_risk_check),
            _("They go on by themselves when their time is over"), f"{orders}?state=paid",
        ),
        entry(frozen, ngettext("Frozen order", "Frozen orders", frozen), _("They wait for you alone"),
              f"{orders}?state=frozen"),
        entry(disputed, ngettext("Order in dispute", "Orders in dispute", disputed), "", reverse("console_disputes")),
        entry(
            desk.owed_refunds, ngettext("Refund not yet confirmed", "Refunds not yet confirmed", desk.owed_refunds),
            oldest(desk.oldest_refund), f"{payments}?show=refunds",
        ),
        entry(
            desk.open_payments, ngettext("Open payment", "Open payments", desk.open_payments),
            oldest(desk.oldest_payment), f"{payments}?show=open",
        ),
    ]  # fmt: skip
    return sorted(entries, key=lambda one: (not one["urgent"], one["count"] == 0))
