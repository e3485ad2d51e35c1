"""What people of the operator decide about reviews (TRD-10, OPR-02)."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext

from kontor.contexts.aftersales.models.reviews import Review, ReviewPicture, ReviewReport
from kontor.contexts.aftersales.rules.review_reports import REASONS
from kontor.contexts.aftersales.services.review_remove import review_remove
from kontor.contexts.aftersales.services.review_report import KIND
from kontor.kernel.text import mark as _
from kontor.kernel.viewer import Operator
from kontor.platform import reviews

_SHOWN = 20


def _decide(item: reviews.ReviewItem, decision: str, reason: str, viewer: Operator) -> None:
    if decision == "remove":
        store_id = ReviewReport.objects.filter(review_id=item.subject_id).values_list("store_id", flat=True)[0]
        review_remove(by=viewer, store_id=store_id, review_id=item.subject_id, reason=reason)


def _show(item: reviews.ReviewItem, viewer: Operator) -> reviews.Evidence:
    del viewer
    reports = list(ReviewReport.objects.filter(review_id=item.subject_id).order_by("at")[:_SHOWN])
    if not reports:
        return []
    review = Review.objects.filter(store_id=reports[0].store_id, id=item.subject_id).first()
    if review is None:
        return []
    pictures = ReviewPicture.objects.filter(store_id=review.store_id, review_id=review.id).order_by("position")
    told: list[tuple[str, object]] = [
        (gettext("Product"), reviews.Link(review.title, f"/p/{review.product_number}/reviews/")),
        (gettext("Stars"), review.stars),
        (gettext("Written"), review.at),
        (gettext("The review"), review.text),
    ]
    if review.follow_up:
        told.append((gettext("Follow-up"), review.follow_up))
    if review.reply:
        told.append((gettext("The store's reply"), review.reply))
    shown = [reviews.Picture(f"{settings.MEDIA_URL}{each.path}", gettext("Picture of the review")) for each in pictures]
    if shown:
        told.append((gettext("Pictures"), shown))
    told.append((gettext("Reported because"), [_said(each) for each in reports]))
    return told  # type: ignore[return-value]


def _said(report: ReviewReport) -> str:
    reason = gettext(REASONS.get(report.reason, report.reason))
    return f"{reason}: {report.words}" if report.words else reason


reviews.declare(
    kind=KIND,
    title=_("Reported reviews"),
    guide=_("A bad opinion is no reason. Remove what insults, tells private things, advertises or is bought."),
    decisions=[
        reviews.Decision("keep", _("Keep the review"), "primary", (_("It breaks no rule."),)),
        reviews.Decision("remove", _("Remove the review"), "danger", tuple(REASONS.values())),
    ],
    decide=_decide,
    show=_show,
)
