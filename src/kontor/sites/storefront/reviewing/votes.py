"""Finding a review helpful, and saying that one breaks the rules (TRD-10)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kontor.contexts.aftersales.errors.reviews import ReviewNotFound
from kontor.contexts.aftersales.queries import reviews
from kontor.contexts.aftersales.queries.review_shapes import ReviewView
from kontor.contexts.aftersales.rules.review_reports import REASONS
from kontor.contexts.aftersales.services.helpful_vote import helpful_vote
from kontor.contexts.aftersales.services.review_report import review_report
from kontor.kernel.errors import Kind, Refusal
from kontor.kernel.viewer import Buyer
from kontor.platform.http.refusals import STATUS, messages_of, say
from kontor.platform.http.request import Request
from kontor.platform.http.routes import signed_in
from kontor.sites.storefront.reviewing.shown import shown


@signed_in
@require_POST
def helpful(request: Request, store_id: UUID, review_id: UUID) -> HttpResponse:
    """One vote, or taking it back; then back to the review."""
    view = _review(store_id, review_id)
    yes = request.POST.get("helpful", "1") == "1"
    try:
        helpful_vote(viewer=Buyer(request.account.pk), store_id=store_id, review_id=review_id, helpful=yes)
    except Refusal as refusal:
        messages.error(request, say(refusal))
    else:
        messages.success(request, _("Thank you.") if yes else _("Your vote is taken back."))
    return HttpResponseRedirect(f"{reverse('product_reviews', args=[view.product_number])}#r-{review_id}")


@signed_in
@require_http_methods(["GET", "POST"])
def report(request: Request, store_id: UUID, review_id: UUID) -> HttpResponse:
    """The form, and sending it."""
    view = _review(store_id, review_id)
    if request.method == "GET":
        return _page(request, view)
    try:
        review_report(
            viewer=Buyer(request.account.pk), store_id=store_id, review_id=review_id,
            reason=request.POST.get("reason", ""), words=request.POST.get("words", ""),
        )  # fmt: skip
    except Refusal as refusal:
        if refusal.kind is Kind.NOT_FOUND:
            raise
        return _page(request, view, refusal)
    messages.success(request, _("Thank you. Somebody looks at this review."))
    return HttpResponseRedirect(reverse("product_reviews", args=[view.product_number]))


def _review(store_id: UUID, review_id: UUID) -> ReviewView:
    found = reviews.review(store_id, review_id)
    if found is None:
        raise ReviewNotFound
    return found


def _page(request: Request, view: ReviewView, refusal: Refusal | None = None) -> HttpResponse:
    summary, fields = messages_of(refusal) if refusal else ([], {})
    context: dict[str, Any] = {
        "page_title": _("Report a review"),
        "item": shown([view], request.place.language)[0],
        "reasons": [(code, _(sentence)) for code, sentence in REASONS.items()],
        "typed": request.POST,
        "fields": fields,
        "errors": [("", one) for one in summary] + [(name, one) for name, many in fields.items() for one in many],
    }
    return render(request, "storefront/reviewing/report.html", context, status=STATUS[refusal.kind] if refusal else 200)
