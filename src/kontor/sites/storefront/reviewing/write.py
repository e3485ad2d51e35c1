"""Reviewing an order: stars, words and pictures for each of its goods, detail ratings for the store, a follow-up."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from kontor.contexts.aftersales.policy.reviews import LONGEST_REVIEW, PICTURES_AT_MOST
from kontor.contexts.aftersales.queries import reviews
from kontor.contexts.aftersales.queries.review_shapes import OrderReviews
from kontor.contexts.aftersales.review_drafts import DETAILS, Details, LineReview
from kontor.contexts.aftersales.services.review_follow_up import review_follow_up
from kontor.contexts.aftersales.services.review_order import review_order
from kontor.contexts.orders import queries as orders
from kontor.contexts.orders.shapes import Detail
from kontor.kernel.clock import now
from kontor.kernel.errors import Kind, Refusal
from kontor.kernel.viewer import Buyer
from kontor.platform.http.refusals import STATUS, messages_of
from kontor.platform.http.request import Request
from kontor.platform.http.routes import signed_in
from kontor.sites.storefront.browse.shown import media
from kontor.sites.storefront.reviewing.shown import shown


@signed_in
@require_http_methods(["GET", "POST"])
@never_cache
def order(request: Request, number: int) -> HttpResponse:
    """The form for what is not reviewed yet, and what was said already."""
    viewer = Buyer(request.account.pk)
    found = orders.buyer_order(viewer, number)
    if request.method == "GET":
        return _page(request, viewer, found)
    try:
        review_order(viewer=viewer, number=number, lines=_lines(request, found), details=_details(request))
    except Refusal as refusal:
        if refusal.kind is Kind.NOT_FOUND:
            raise
        return _page(request, viewer, found, refusal)
    messages.success(request, _("Thank you. Other buyers can read your review now."))
    return HttpResponseRedirect(reverse("order_review", args=[number]))


@signed_in
@require_POST
def more(request: Request, number: int, review_id: UUID) -> HttpResponse:
    """What only time has shown."""
    viewer = Buyer(request.account.pk)
    found = orders.buyer_order(viewer, number)
    try:
        review_follow_up(viewer=viewer, review_id=review_id, text=request.POST.get("follow_up", ""))
    except Refusal as refusal:
        if refusal.kind is Kind.NOT_FOUND:
            raise
        return _page(request, viewer, found, refusal, followed=review_id)
    messages.success(request, _("Thank you. Your follow-up stands below your review."))
    return HttpResponseRedirect(reverse("order_review", args=[number]))


def _lines(request: Request, found: Detail) -> list[LineReview]:
    """Lines with stars, words or pictures; a line without any of them is left for later."""
    drafts = []
    for line in found.lines:
        stars = request.POST.get(f"stars.{line.line_id}", "")
        text = request.POST.get(f"text.{line.line_id}", "")
        pictures = request.FILES.getlist(f"pictures.{line.line_id}")
        if stars or text.strip() or pictures:
            content = tuple(file.read() for file in pictures[: PICTURES_AT_MOST.int() + 1])
            drafts.append(LineReview(line_id=line.line_id, stars=_number(stars), text=text, pictures=content))
    return drafts


def _details(request: Request) -> Details | None:
    given = {name: _number(request.POST.get(name, "")) for name in DETAILS}
    return Details(**given) if any(name in request.POST for name in DETAILS) else None


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) == 1 else 0


def _page(
    request: Request, viewer: Buyer, found: Detail, refusal: Refusal | None = None, followed: UUID | None = None
) -> HttpResponse:
    said = reviews.order_reviews(viewer, found)
    summary, fields = messages_of(refusal) if refusal else ([], {})
    context: dict[str, Any] = {
        "page_title": _("Review order %(number)s") % {"number": found.card.number},
        "section": "orders",
        "card": found.card,
        "said": said,
        "lines": [_line(request, line, said, fields) for line in found.lines],
        "may": said.window == "open" and len(said.by_line) < len(found.lines),
        "details": [] if said.rated else [
            {"name": name, "label": label, "value": request.POST.get(name, ""), "error": fields.get(name, [""])[0]}
            for name, label in (
                ("described", _("Item as described")), ("communication", _("Communication")),
                ("speed", _("Shipping speed")),
            )
        ],
        "longest": LONGEST_REVIEW.int(),
        "most_pictures": PICTURES_AT_MOST.int(),
        "followed": str(followed or ""),
        "follow_up": request.POST.get("follow_up", ""),
        "follow_up_error": fields.get("follow_up", [""])[0],
        "choices": (5, 4, 3, 2, 1),
        "errors": [("", one) for one in summary]
        + [(_anchor(name, followed), one) for name, many in fields.items() for one in many],
    }  # fmt: skip
    status = STATUS[refusal.kind] if refusal else 200
    return render(request, "storefront/reviewing/write.html", context, status=status)


def _line(request: Request, line: Any, said: OrderReviews, fields: dict[str, list[str]]) -> dict[str, Any]:
    identity, made = line.line_id, said.by_line.get(line.line_id)
    return {
        "line": line,
        "picture": media(line.picture),
        "stars_name": f"stars.{identity}",
        "text_name": f"text.{identity}",
        "pictures_name": f"pictures.{identity}",
        "stars": request.POST.get(f"stars.{identity}", ""),
        "text": request.POST.get(f"text.{identity}", ""),
        "stars_error": fields.get(f"stars.{identity}", [""])[0],
        "text_error": fields.get(f"text.{identity}", [""])[0],
        "pictures_error": fields.get(f"pictures.{identity}", [""])[0],
        "made": shown([made], request.place.language, own=True)[0] if made else None,
        "may_follow": made is not None
        and made.followed_at is None
        and not made.removed
        and now() <= made.at + timedelta(days=said.follow_up_days),
    }


def _anchor(name: str, followed: UUID | None) -> str:
    return f"follow_up.{followed}" if name == "follow_up" and followed else name
