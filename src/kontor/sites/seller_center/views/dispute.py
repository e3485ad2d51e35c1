"""One dispute for its seller: everything about it, and the few taps that settle it (TRD-09, SEL-14)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from kontor.contexts.aftersales.dispute_phrases import phrases
from kontor.contexts.aftersales.queries import disputes
from kontor.contexts.aftersales.queries.dispute_shapes import Case
from kontor.contexts.aftersales.services.accept_proposal import accept_proposal
from kontor.contexts.aftersales.services.appeal_dispute import appeal_dispute
from kontor.contexts.aftersales.services.contest_return import contest_return
from kontor.contexts.aftersales.services.escalate_dispute import escalate_dispute
from kontor.contexts.aftersales.services.propose import propose
from kontor.contexts.aftersales.services.show_evidence import show_evidence
from kontor.contexts.aftersales.services.take_return import take_return
from kontor.contexts.logistics import queries as logistics
from kontor.contexts.sellers.errors import RightMissing
from kontor.kernel.errors import Kind, Refusal
from kontor.kernel.viewer import Seat
from kontor.platform.http.errors import NotFound
from kontor.platform.http.refusals import STATUS, messages_of
from kontor.platform.http.request import Request
from kontor.platform.stream import url_for
from kontor.sites.seller_center.bench import Bench, at_bench
from kontor.sites.seller_center.views.disputes import SECTION
from kontor.sites.storefront.disputes import reading, shown
from kontor.sites.storefront.disputes.case import as_picture, proposal_of
from kontor.sites.storefront.disputes.written import written


@at_bench("aftersales.view", SECTION)
@require_GET
def one(request: Request, bench: Bench, dispute_number: int) -> HttpResponse:
    """The page of a case; `?phrase=` fills the answer with words in the buyer's language."""
    return _page(bench, disputes.dispute(bench.seat, dispute_number), phrase=request.GET.get("phrase", ""))


@at_bench("aftersales.view", SECTION)
@require_GET
def picture(request: Request, bench: Bench, dispute_number: int, evidence_id: UUID) -> HttpResponse:
    """A picture that a side showed."""
    del request
    return as_picture(disputes.evidence_picture(bench.seat, dispute_number, evidence_id))


@at_bench("aftersales.answer", SECTION)
@require_POST
def act(request: Request, bench: Bench, dispute_number: int, act: str) -> HttpResponse:
    """One thing that a seller does; a refused form comes back with what was typed."""
    case = disputes.dispute(bench.seat, dispute_number)
    if act not in _ACTS:
        raise NotFound
    do, said = _ACTS[act]
    try:
        do(request, bench.seat, case)
    except RightMissing:
        raise
    except Refusal as refusal:
        if refusal.kind is Kind.NOT_FOUND:
            raise
        return _page(bench, disputes.dispute(bench.seat, dispute_number), act, refusal)
    messages.success(request, said)
    return HttpResponseRedirect(reverse("seller_dispute", args=[dispute_number]))


def _propose(request: Request, seat: Seat, case: Case) -> None:
    propose(
        viewer=seat, dispute_id=case.card.dispute_id, back=reading.amount(request, case.card.paid),
        with_return=request.POST.get("with_return") == "1", text=request.POST.get("text", ""),
    )  # fmt: skip


def _accept(request: Request, seat: Seat, case: Case) -> None:
    accept_proposal(viewer=seat, dispute_id=case.card.dispute_id, proposal_id=proposal_of(request, case))


def _show(request: Request, seat: Seat, case: Case) -> None:
    text, pictures = request.POST.get("text", ""), reading.pictures(request)
    show_evidence(viewer=seat, dispute_id=case.card.dispute_id, text=text, pictures=pictures)


def _escalate(request: Request, seat: Seat, case: Case) -> None:
    escalate_dispute(viewer=seat, dispute_id=case.card.dispute_id, text=request.POST.get("text", ""))


def _appeal(request: Request, seat: Seat, case: Case) -> None:
    appeal_dispute(viewer=seat, dispute_id=case.card.dispute_id, text=request.POST.get("text", ""))


def _take(request: Request, seat: Seat, case: Case) -> None:
    del request
    take_return(viewer=seat, dispute_id=case.card.dispute_id)


def _contest(request: Request, seat: Seat, case: Case) -> None:
    text, pictures = request.POST.get("text", ""), reading.pictures(request)
    contest_return(viewer=seat, dispute_id=case.card.dispute_id, text=text, pictures=pictures)


_ACTS: Mapping[str, tuple[Callable[[Request, Seat, Case], None], Any]] = {
    "propose": (_propose, gettext_lazy("Your answer is with the buyer.")),
    "accept": (_accept, gettext_lazy("You have agreed.")),
    "show": (_show, gettext_lazy("It is with the case now.")),
    "escalate": (_escalate, gettext_lazy("Kontor looks at the case and decides.")),
    "appeal": (_appeal, gettext_lazy("Somebody else at Kontor looks at the case and decides.")),
    "take": (_take, gettext_lazy("Thank you. The buyer's money goes back.")),
    "contest": (_contest, gettext_lazy("Kontor looks at the return and decides.")),
}


def _page(bench: Bench, case: Case, act: str = "", refusal: Refusal | None = None, phrase: str = "") -> HttpResponse:
    summary, fields = messages_of(refusal) if refusal else ([], {})
    card, post, topic = case.card, bench.request.POST, f"store:{case.store_id}"
    offered = phrases(card.kind, buyer=card.language, seller=bench.request.place.language)
    words = next((one.words for one in offered if one.scene == phrase), "")
    context: dict[str, Any] = {
        **shown.common(case, lambda evidence_id: reverse("seller_dispute_picture", args=[card.number, evidence_id])),
        **written(bench.seat, case),
        "may_read_messages": bench.seat.may("messages.view"),
        "page_title": _("Dispute %(number)s") % {"number": card.number},
        "may_answer": bench.seat.may("aftersales.answer"),
        "may_see_order": bench.seat.may("orders.view"),
        "parcels": logistics.parcels_for(bench.seat, store_id=case.store_id, order_id=case.order_id),
        "phrases": offered,
        "act": act,
        "typed": post if act else {"text": words},
        "filled": bool(words),
        "errors": {"": summary, **fields} if refusal else {},
        "fields": fields if refusal else {},
        "form_failed": refusal is not None,
        "topic": topic,
        "stream_url": url_for(topic),
    }
    return bench.page("seller/dispute.html", SECTION, context, STATUS[refusal.kind] if refusal else 200)
