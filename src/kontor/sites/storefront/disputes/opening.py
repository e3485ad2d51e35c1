"""Opening a dispute, from the page of its order (TRD-09)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kontor.contexts.aftersales.policy.disputes import ANSWER_WITHIN
from kontor.contexts.aftersales.queries import disputes
from kontor.contexts.aftersales.rules.dispute_reasons import KINDS, REASONS
from kontor.contexts.aftersales.services.open_dispute import open_dispute
from kontor.contexts.orders import queries as orders
from kontor.contexts.orders.shapes import Detail
from kontor.kernel.errors import Refusal
from kontor.kernel.viewer import Buyer
from kontor.platform.http.refusals import messages_of
from kontor.platform.http.request import Request
from kontor.platform.http.routes import signed_in
from kontor.sites.storefront.account.answers import form_page
from kontor.sites.storefront.disputes import reading

_KIND_OF = {reason: kind for kind, reasons in REASONS.items() for reason in reasons}


@signed_in
@require_http_methods(["GET", "POST"])
@never_cache
def open_page(request: Request, number: int) -> HttpResponse:
    """The form; what was typed stays when something is missing."""
    viewer = Buyer(request.account.pk)
    order = orders.buyer_order(viewer, number)
    if request.method != "POST":
        return _page(request, viewer, order)
    post, reason = request.POST, request.POST.get("reason", "")
    try:
        made = open_dispute(
            viewer=viewer, order_number=number, kind=_KIND_OF.get(reason, ""), reason=reason,
            text=post.get("text", ""), back=reading.amount(request, order.card.total),
            with_return=post.get("with_return") == "1", pictures=reading.pictures(request),
        )  # fmt: skip
    except Refusal as refusal:
        return _page(request, viewer, order, refusal)
    messages.success(request, _("Your dispute is open. The seller has been told, and your money is safe meanwhile."))
    return HttpResponseRedirect(reverse("dispute", args=[made.number]))


def _page(request: Request, viewer: Buyer, order: Detail, refusal: Refusal | None = None) -> HttpResponse:
    card = order.card
    opening = disputes.opening(viewer, store_id=card.store_id, order_id=card.order_id)
    summary, fields = messages_of(refusal) if refusal else ([], {})
    post = request.POST
    context: dict[str, Any] = {
        "page_title": _("Open a dispute"),
        "section": "orders",
        "card": card,
        "opening": opening,
        "reasons": [
            (_(KINDS[kind]), [(name, _(words)) for name, words in reasons.items()]) for kind, reasons in REASONS.items()
        ],
        "typed": post,
        "amount": post.get("amount", str(card.total.amount)),
        "answer_days": ANSWER_WITHIN.int(),
        "errors": {"": summary, **fields} if refusal else {},
    }
    return form_page(request, "storefront/disputes/open.html", context, refusal)
