"""Payouts of stores: what waits for people, what is at the bank, what failed (TRD-12)."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_GET, require_POST

from kontor.contexts.billing.policy import APPROVALS
from kontor.contexts.billing.queries import payouts
from kontor.contexts.billing.rules.faults import FAULTS, fault_of
from kontor.contexts.billing.services.approve_payout import approve_payout
from kontor.contexts.billing.services.cancel_payout import cancel_payout
from kontor.contexts.insight import queries as insight
from kontor.kernel.errors import Refusal
from kontor.platform.http.refusals import say
from kontor.platform.http.request import Request
from kontor.platform.http.routes import signed_in
from kontor.sites.console.frame import operator_of, page

ACTIVE = "console_payouts"
PAGE = 50
STATES = {
    "waiting": gettext_lazy("Waits for approval"),
    "ready": gettext_lazy("Ready to be sent"),
    "sent": gettext_lazy("At the bank"),
    "paid": gettext_lazy("Paid out"),
    "cancelled": pgettext_lazy("a payout", "Cancelled"),
    "rejected": gettext_lazy("Rejected by the bank"),
    "returned": gettext_lazy("Sent back by the store's bank"),
}

MOVES = {
    "made": gettext_lazy("Made"),
    "pay": gettext_lazy("Paid out"),
    "reject": gettext_lazy("Rejected by the bank"),
    "give_back": gettext_lazy("Sent back by the store's bank"),
    "cancel": pgettext_lazy("a payout", "Cancelled"),
}
ACCOUNTS = {
    "payable": gettext_lazy("Balance of the store"),
    "payout": gettext_lazy("On its way to the bank"),
}


@signed_in
@require_GET
def listing(request: Request) -> HttpResponse:
    """All payouts, by state, by key."""
    labels = _labels()
    state = request.GET.get("state", "")
    state = state if state in labels else ""
    before = _key(request.GET.get("before", ""))
    rows = payouts.all_payouts(operator_of(request), state=state, before=before, size=PAGE + 1)
    context = {
        "tabs": [
            {"label": label, "href": f"?state={key}", "active": key == state}
            for key, label in {"": _("All"), **labels}.items()
        ],
        "payouts": [(row, labels[row.state], _reason(row.reason)) for row in rows[:PAGE]],
        "next_key": rows[PAGE - 1].id if len(rows) > PAGE else "",
        "before": before,
    }
    return page(request, "console/payouts.html", context, active=ACTIVE, title=_("Payouts"))


@signed_in
@require_GET
def payout_page(request: Request, payout_id: UUID) -> HttpResponse:
    """One payout with its approvals and postings."""
    viewer = operator_of(request)
    found = payouts.payout(viewer, payout_id)
    names = insight.staff(viewer, [by for by, _at in found.approvals])
    context = {
        "one": found.card,
        "label": _labels()[found.card.state],
        "approvals": [(names.get(by) or _("Somebody who has left"), at) for by, at in found.approvals],
        "needed": APPROVALS.int(),
        "mine": viewer.account_id in {by for by, _at in found.approvals},
        "reason": _reason(found.card.reason),
        "lines": [(line, MOVES[line.move], ACCOUNTS[line.kind]) for line in found.lines],
    }
    title = _("Payout %(number)s") % {"number": found.card.number}
    return page(request, "console/payout.html", context, active=ACTIVE, title=title)


@signed_in
@require_POST
def approve(request: Request, payout_id: UUID) -> HttpResponse:
    """Let it go; the last approval that is needed makes it ready."""
    viewer = operator_of(request)
    card = payouts.payout(viewer, payout_id).card
    try:
        ready = approve_payout(viewer=viewer, store_id=card.store_id, payout_id=card.id)
    except Refusal as refusal:
        messages.error(request, say(refusal))
    else:
        messages.success(request, _("Approved. It goes out with the next message to the bank.") if ready else _(
            "Approved. Another person must approve it as well."
        ))  # fmt: skip
    return HttpResponseRedirect(reverse("console_payout", args=[payout_id]))


@signed_in
@require_POST
def cancel(request: Request, payout_id: UUID) -> HttpResponse:
    """Put the money back into the balance."""
    viewer = operator_of(request)
    card = payouts.payout(viewer, payout_id).card
    try:
        cancel_payout(
            viewer=viewer, store_id=card.store_id, payout_id=card.id, reason=request.POST.get("reason", "")[:200]
        )
    except Refusal as refusal:
        messages.error(request, say(refusal))
    else:
        messages.success(request, _("Cancelled. The money is in the store's balance again."))
    return HttpResponseRedirect(reverse("console_payout", args=[payout_id]))


def _labels() -> dict[str, str]:
    return {state: str(label) for state, label in STATES.items()}


def _reason(code: str) -> str:
    """The sentence for a bank's code, with the code; what the operator wrote as it is."""
    fault = fault_of(code)
    return f"{_(FAULTS[fault])} ({code})" if fault else code


def _key(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None  # a key that nobody handed out: the first page
