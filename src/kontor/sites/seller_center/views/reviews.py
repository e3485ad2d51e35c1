"""What buyers say of the store: the list, the one reply, reporting, and how the store is rated (TRD-10)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kontor.contexts.aftersales.policy.reviews import LONGEST_REVIEW
from kontor.contexts.aftersales.queries import reviews
from kontor.contexts.aftersales.queries.review_shapes import Filter
from kontor.contexts.aftersales.rules.review_reports import REASONS
from kontor.contexts.aftersales.services.review_reply import review_reply
from kontor.contexts.aftersales.services.review_report import review_report
from kontor.contexts.sellers.errors import RightMissing
from kontor.kernel.errors import Kind, Refusal
from kontor.platform.http.refusals import STATUS, messages_of, say
from kontor.platform.http.request import Request
from kontor.sites.seller_center import reading
from kontor.sites.seller_center.bench import Bench, at_bench
from kontor.sites.storefront.reviewing.lists import rated
from kontor.sites.storefront.reviewing.shown import shown

RIGHT, SECTION = "messages.reviews", "reviews"
PAGE = 20
_STARS = ("5", "4", "3", "2", "1")


@at_bench(RIGHT, SECTION)
@require_GET
def listed(request: Request, bench: Bench) -> HttpResponse:
    """Newest first, by stars and those without a reply, paged by key."""
    return _page(request, bench)


@at_bench(RIGHT, SECTION)
@require_POST
def reply(request: Request, bench: Bench, review_id: UUID) -> HttpResponse:
    """The store's reply below a review, written or written anew."""
    try:
        review_reply(seat=bench.seat, review_id=review_id, text=request.POST.get("reply", ""))
    except RightMissing:
        raise
    except Refusal as refusal:
        if refusal.kind is Kind.NOT_FOUND:
            raise
        return _page(request, bench, refusal, review_id)
    messages.success(request, _("Your reply stands below the review."))
    return HttpResponseRedirect(f"{reverse('seller_reviews')}#r-{review_id}")


@at_bench(RIGHT, SECTION)
@require_POST
def report(request: Request, bench: Bench, review_id: UUID) -> HttpResponse:
    """The store thinks that a review breaks the rules."""
    try:
        review_report(
            viewer=bench.seat, store_id=bench.seat.store_id, review_id=review_id,
            reason=request.POST.get("reason", ""), words=request.POST.get("words", ""),
        )  # fmt: skip
    except RightMissing:
        raise
    except Refusal as refusal:
        if refusal.kind is Kind.NOT_FOUND:
            raise
        if refusal.field:
            return _page(request, bench, refusal, reported=review_id)
        messages.error(request, say(refusal))
    else:
        messages.success(request, _("Somebody of the operator looks at this review."))
    return HttpResponseRedirect(f"{reverse('seller_reviews')}#r-{review_id}")


def _page(
    request: Request, bench: Bench, refusal: Refusal | None = None, about: UUID | None = None,
    reported: UUID | None = None,
) -> HttpResponse:  # fmt: skip
    """After a refusal the review of whose form it is: of its reply (`about`), or of a report (`reported`)."""
    stars = request.GET.get("stars", "")
    chosen = Filter(stars=int(stars) if stars in _STARS else 0, unanswered=request.GET.get("open") == "1")
    after = reading.uuid(request.GET.get("after"))
    found = reviews.seller_reviews(bench.seat, chosen, after=after, size=PAGE + 1)
    summary, fields = messages_of(refusal) if refusal else ([], {})
    context: dict[str, Any] = {
        "page_title": _("Reviews"),
        "reviews": shown(found[:PAGE], request.place.language),
        "next": found[PAGE - 1].id if len(found) > PAGE else "",
        "further": bool(after),
        "chosen": chosen,
        "stars": [{"stars": each, "active": int(each) == chosen.stars} for each in _STARS],
        "reasons": [(code, _(sentence)) for code, sentence in REASONS.items()],
        "longest": LONGEST_REVIEW.int(),
        "about": str(about or ""),
        "reported": str(reported or ""),
        "form_failed": refusal is not None,
        "typed": request.POST,
        "field_error": next((one for many in fields.values() for one in many), ""),
        "errors": [("", one) for one in summary]
        + [(f"reason.{reported}" if reported else f"reply.{about}", one) for many in fields.values() for one in many],
        **rated(reviews.store_rating(bench.seat.store_id)),
    }  # fmt: skip
    return bench.page("seller/reviews.html", SECTION, context, STATUS[refusal.kind] if refusal else 200)
