"""Somebody says that a review breaks the rules."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from kontor.contexts.aftersales.errors.reviews import ReasonUnknown, ReportMade, ReviewNotFound
from kontor.contexts.aftersales.models.reviews import Review, ReviewReport
from kontor.contexts.aftersales.policy.reviews import REPORTS_A_DAY
from kontor.contexts.aftersales.rules.review_reports import REASONS
from kontor.contexts.sellers.queries import require
from kontor.kernel.viewer import Buyer, Seat
from kontor.platform import limits, reviews

KIND = "aftersales.review"
_WORDS = 1000


def review_report(*, viewer: Buyer | Seat, store_id: UUID, review_id: UUID, reason: str, words: str = "") -> None:
    """Put a review into the operator's queue (TRD-10); it stays where it is until somebody decides.

    Raises:
        RightMissing: a seat without `messages.reviews`.
        ReasonUnknown: at the field `reason`.
        ReviewNotFound: absent or removed; for a seat, another store's.
        ReportMade, TooMany: nothing has changed.
    """
    if isinstance(viewer, Seat):
        require(viewer, "messages.reviews")
    if reason not in REASONS:
        raise ReasonUnknown(field="reason")
    who = viewer.account_id if isinstance(viewer, Seat) else viewer.buyer_id
    wanted = Review.objects.filter(store_id=store_id, id=review_id, removed_at__isnull=True)
    if (isinstance(viewer, Seat) and viewer.store_id != store_id) or not wanted.exists():
        raise ReviewNotFound
    day = timedelta(days=1)
    limits.hit(scope="aftersales.report", key=str(who), limit=REPORTS_A_DAY.int(), window=day)
    with transaction.atomic():
        _report, made = ReviewReport.objects.get_or_create(
            review_id=review_id, account_id=who,
            defaults={"store_id": store_id, "reason": reason, "words": words.strip()[:_WORDS]},
        )  # fmt: skip
        if not made:
            raise ReportMade
        reviews.open_item(kind=KIND, subject_id=review_id)
