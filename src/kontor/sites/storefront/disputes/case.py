"""One dispute for its buyer: where it stands, what is proposed and shown, what can be done (TRD-09)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from kontor.contexts.aftersales.queries import disputes
from kontor.contexts.aftersales.queries.dispute_shapes import Case
from kontor.contexts.aftersales.services.accept_proposal import accept_proposal
from kontor.contexts.aftersales.services.appeal_dispute import appeal_dispute
from kontor.contexts.aftersales.services.escalate_dispute import escalate_dispute
from kontor.contexts.aftersales.services.propose import propose
from kontor.contexts.aftersales.services.send_return import send_return
from kontor.contexts.aftersales.services.show_evidence import show_evidence
from kontor.contexts.aftersales.services.withdraw_dispute import withdraw_dispute
from kontor.kernel.errors import Kind, Refusal
from kontor.kernel.viewer import Buyer
from kontor.platform.http.errors import NotFound
from kontor.platform.http.refusals import messages_of
from kontor.platform.http.request import Request
from kontor.platform.http.routes import signed_in
from kontor.platform.stream import url_for
from kontor.sites.storefront.account.answers import form_page
from kontor.sites.storefront.disputes import reading, shown
from kontor.sites.storefront.disputes.written import written


@signed_in
@require_GET
@never_cache
def one(request: Request, dispute_number: int) -> HttpResponse:
    """The page of a case."""
    return _page(request, disputes.dispute(Buyer(request.account.pk), dispute_number))


@signed_in
@require_GET
def picture(request: Request, dispute_number: int, evidence_id: UUID) -> HttpResponse:
    """A picture that a side showed."""
    return as_picture(disputes.evidence_picture(Buyer(request.account.pk), dispute_number, evidence_id))


def as_picture(content: bytes) -> HttpResponse:
    """A picture of a case: nobody but who asked may keep it."""
    response = HttpResponse(content, content_type="image/webp")
    response.headers["Cache-Control"] = "private, no-store"
    return response


@signed_in
@require_POST
@never_cache
def act(request: Request, dispute_number: int, act: str) -> HttpResponse:
    """One thing that a buyer does; a refused form comes back with what was typed."""
    case = disputes.dispute(Buyer(request.account.pk), dispute_number)
    if act not in _ACTS:
        raise NotFound
    do, said = _ACTS[act]
    try:
        do(request, Buyer(request.account.pk), case)
    except Refusal as refusal:
        if refusal.kind is Kind.NOT_FOUND:
            raise
        return _page(request, disputes.dispute(Buyer(request.account.pk), dispute_number), act, refusal)
    messages.success(request, said)
    return HttpResponseRedirect(reverse("dispute", args=[dispute_number]))


def _propose(request: Request, viewer: Buyer, case: Case) -> None:
    propose(
        viewer=viewer, dispute_id=case.card.dispute_id, back=reading.amount(request, case.card.paid),
        with_return=request.POST.get("with_return") == "1", text=request.POST.get("text", ""),
    )  # fmt: skip


def _accept(request: Request, viewer: Buyer, case: Case) -> None:
    accept_proposal(viewer=viewer, dispute_id=case.card.dispute_id, proposal_id=proposal_of(request, case))


def proposal_of(request: Request, case: Case) -> UUID:
    """The proposal that the form names; none of this case: one that cannot be accepted."""
    named = request.POST.get("proposal", "")
    return next((one.proposal_id for one in case.proposals if str(one.proposal_id) == named), case.card.dispute_id)


def _show(request: Request, viewer: Buyer, case: Case) -> None:
    text, pictures = request.POST.get("text", ""), reading.pictures(request)
    show_evidence(viewer=viewer, dispute_id=case.card.dispute_id, text=text, pictures=pictures)


def _escalate(request: Request, viewer: Buyer, case: Case) -> None:
    escalate_dispute(viewer=viewer, dispute_id=case.card.dispute_id, text=request.POST.get("text", ""))


def _withdraw(request: Request, viewer: Buyer, case: Case) -> None:
    del request
    withdraw_dispute(viewer=viewer, dispute_id=case.card.dispute_id)


def _appeal(request: Request, viewer: Buyer, case: Case) -> None:
    appeal_dispute(viewer=viewer, dispute_id=case.card.dispute_id, text=request.POST.get("text", ""))


def _send_back(request: Request, viewer: Buyer, case: Case) -> None:
    post = request.POST
    send_return(
        viewer=viewer, dispute_id=case.card.dispute_id, carrier=post.get("carrier", ""), number=post.get("number", "")
    )


_ACTS: Mapping[str, tuple[Callable[[Request, Buyer, Case], None], Any]] = {
    "propose": (_propose, gettext_lazy("Your proposal stands. The seller has been told.")),
    "accept": (_accept, gettext_lazy("You have agreed.")),
    "show": (_show, gettext_lazy("It is with the case now.")),
    "escalate": (_escalate, gettext_lazy("Kontor looks at the case and decides.")),
    "withdraw": (_withdraw, gettext_lazy("The dispute is withdrawn. The order goes on.")),
    "appeal": (_appeal, gettext_lazy("Somebody else at Kontor looks at the case and decides.")),
    "return": (_send_back, gettext_lazy("Thank you. The seller has been told that the goods are on their way.")),
}


def _page(request: Request, case: Case, act: str = "", refusal: Refusal | None = None) -> HttpResponse:
    summary, fields = messages_of(refusal) if refusal else ([], {})
    number = case.card.number
    topic = f"buyer:{case.buyer_id}"
    context = {
        **shown.common(case, lambda evidence_id: reverse("dispute_picture", args=[number, evidence_id])),
        **written(Buyer(request.account.pk), case),
        "return_to": disputes.return_address(Buyer(request.account.pk), case),
        "page_title": _("Dispute %(number)s") % {"number": number},
        "section": "orders",
        "act": act,
        "typed": request.POST if act else {},
        "errors": {"": summary, **fields} if refusal else {},
        "fields": fields if refusal else {},
        "topic": topic,
        "stream_url": url_for(topic),
    }
    return form_page(request, "storefront/disputes/case.html", context, refusal)
