"""The operator's arbitration: all disputes, and one with everything about it on one page (OPR-04)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kontor.contexts.aftersales.errors.disputes import DisputeNotOnDesk
from kontor.contexts.aftersales.queries import disputes
from kontor.contexts.aftersales.queries.dispute_shapes import Case, Ruling
from kontor.contexts.aftersales.reviews.disputes import AMOUNT
from kontor.contexts.aftersales.rules import dispute_words as words
from kontor.contexts.aftersales.rules.dispute_rulings import BY_NAME
from kontor.contexts.insight import queries as insight
from kontor.contexts.logistics import queries as logistics
from kontor.contexts.orders import queries as orders
from kontor.contexts.payments import queries as payments
from kontor.kernel.errors import Kind, Refusal
from kontor.kernel.viewer import Operator
from kontor.platform import reviews
from kontor.platform.http.refusals import STATUS, messages_of
from kontor.platform.http.request import Request
from kontor.platform.http.routes import signed_in
from kontor.sites.console.frame import operator_of, page
from kontor.sites.storefront.disputes import shown
from kontor.sites.storefront.disputes.case import as_picture
from kontor.sites.storefront.disputes.written import written

ACTIVE = "console_disputes"
PAGE = 50
_NAMES = {"to_answer": "opened", "negotiating": "negotiating", "deciding": "escalated", "returns": "returning"}


@signed_in
@require_GET
def listing(request: Request) -> HttpResponse:
    """All stores' disputes; what is open has the oldest first."""
    asked = request.GET
    tab = asked.get("tab", "deciding")
    tab = tab if tab in disputes.TABS else "deciding"
    cards = disputes.operator_disputes(operator_of(request), tab=tab, after=asked.get("after", ""), size=PAGE + 1)
    labels = {name: _(words.STATES[state]) for name, state in _NAMES.items()} | {"over": _("Over"), "all": _("All")}
    context = {
        "tabs": [{"label": labels[name], "href": f"?tab={name}", "active": name == tab} for name in disputes.TABS],
        "rows": shown.rows(cards[:PAGE]),
        "next": cards[PAGE - 1].key if len(cards) > PAGE else "",
        "further": bool(asked.get("after")),
    }
    return page(request, "console/disputes.html", context, active=ACTIVE, title=_("Disputes"))


@signed_in
@require_GET
def case_page(request: Request, dispute_number: int) -> HttpResponse:
    """One case. What people wrote and showed is for whoever has taken it; that is noted in its trail."""
    return _page(request, disputes.dispute(operator_of(request), dispute_number))


@signed_in
@require_GET
def picture(request: Request, dispute_number: int, evidence_id: UUID) -> HttpResponse:
    """A picture, for whoever has taken the case."""
    return as_picture(disputes.evidence_picture(operator_of(request), dispute_number, evidence_id))


@signed_in
@require_POST
def rule(request: Request, dispute_number: int) -> HttpResponse:
    """Rule on a case that one has taken."""
    viewer, post = operator_of(request), request.POST
    case = disputes.dispute(viewer, dispute_number)
    try:
        desk = disputes.desk_case(viewer, case.card.dispute_id)
        if desk is None:
            raise DisputeNotOnDesk
        reviews.decide(
            viewer=viewer, item_id=desk.line.id, decision=post.get("decision", ""), reason=_reason(request),
            parts={AMOUNT: post.get("amount", "")},
        )  # fmt: skip
    except Refusal as refusal:
        if refusal.kind is Kind.NOT_FOUND:
            raise
        return _page(request, disputes.dispute(viewer, dispute_number), refusal)
    messages.success(request, _("You have ruled. Both sides are told."))
    return HttpResponseRedirect(reverse("console_dispute", args=[dispute_number]))


def _reason(request: Request) -> str:
    """The template's sentence, unless it is taken away, and the operator's own words below it."""
    template = BY_NAME.get(request.POST.get("decision", ""))
    said = list(template.reasons[:1]) if template and request.POST.get("sentence") == "1" else []
    own = request.POST.get("reason", "").strip()
    return "\n".join([*said, own] if own else said)


def _page(request: Request, case: Case, refusal: Refusal | None = None) -> HttpResponse:
    viewer, card = operator_of(request), case.card
    summary, fields = messages_of(refusal) if refusal else ([], {})
    desk = disputes.desk_case(viewer, card.dispute_id)
    named = {"part.amount": "amount"}
    context: dict[str, Any] = {
        **shown.common(case, lambda evidence_id: reverse("console_dispute_picture", args=[card.number, evidence_id])),
        **(written(viewer, case) if desk is not None and desk.mine else {}),
        "desk": desk,
        "mine": desk is not None and desk.mine,
        "names": _people(viewer, desk),
        "rulings": _rulings(disputes.rulings(viewer, card.dispute_id)) if desk and desk.mine else [],
        "final": case.appealed_by,
        "record": disputes.record_of(viewer, buyer_id=case.buyer_id, store_id=case.store_id),
        "parcels": logistics.parcels_for(viewer, store_id=case.store_id, order_id=case.order_id),
        "order": orders.order_for_case(viewer, store_id=case.store_id, order_id=case.order_id),
        "escrow": payments.escrow(viewer, case.store_id, case.order_id),
        "others": [
            one for one in disputes.of_order(viewer, store_id=case.store_id, order_id=case.order_id)
            if one.number != card.number
        ],
        "typed": request.POST,
        "sentence": "1" if refusal is None or request.POST.get("sentence") else "",
        "fields": {named.get(name, name): said for name, said in fields.items()},
        "errors": {"": summary, **{named.get(name, name): said for name, said in fields.items()}} if refusal else {},
        "form_failed": refusal is not None,
    }  # fmt: skip
    status = STATUS[refusal.kind] if refusal else 200
    title = _("Dispute %(number)s") % {"number": card.number}
    return page(request, "console/dispute.html", context, active=ACTIVE, title=title, status=status)


def _people(viewer: Operator, desk: reviews.Case | None) -> dict[str, str]:
    people = {desk.line.holder} if desk and desk.line.holder else set()
    return {str(key): name for key, name in insight.staff(viewer, people).items()} if people else {}


def _rulings(found: list[Ruling]) -> list[dict[str, Any]]:
    return [
        {
            "name": one.template.name,
            "label": _(one.template.label),
            "back": one.back,
            "with_return": one.template.with_return,
            "fault": _(words.FAULTS[one.template.fault]),
            "sentence": _(one.template.reasons[0]),
        }
        for one in found
        if one.back is not None
    ]
