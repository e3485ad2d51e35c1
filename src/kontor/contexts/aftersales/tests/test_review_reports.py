"""Reported reviews, and what becomes of them (TRD-10, OPR-02)."""

from __future__ import annotations

import pytest

from kontor.contexts.aftersales.errors.reviews import ReasonUnknown, ReportMade, ReviewNotFound
from kontor.contexts.aftersales.models.reviews import ReviewReport
from kontor.contexts.aftersales.queries import reviews as queries
from kontor.contexts.aftersales.services.review_report import KIND, review_report
from kontor.contexts.aftersales.tests.review_factories import completed, picture, reviewed
from kontor.contexts.catalogue.models import Product
from kontor.contexts.logistics.tests.factories import buyer, sku
from kontor.contexts.notifications.models import Notice
from kontor.contexts.sellers.errors import RightMissing
from kontor.contexts.sellers.tests.factories import account, owner_seat, seat, store
from kontor.kernel.viewer import Buyer, Operator
from kontor.platform import reviews, verify

pytestmark = [pytest.mark.django_db, pytest.mark.rule("TRD-10", "OPR-02")]


@pytest.mark.parametrize(("decision", "shown"), [("keep", 1), ("remove", 0)])
def test_somebody_decides_and_the_writer_reads_why(decision, shown):
    shop = store()
    goods = sku(shop).product_id
    made = reviewed(completed(shop, product_id=goods), 1, text="Thieves!", pictures=[picture()])
    review_report(viewer=Buyer(buyer().id), store_id=shop.id, review_id=made.id, reason="insult", words="Rude.")
    review_report(viewer=owner_seat(shop), store_id=shop.id, review_id=made.id, reason="false")
    me, item = Operator(account("operator").id), reviews.ReviewItem.objects.get(kind=KIND)
    reviews.claim(viewer=me, item_id=item.id)
    seen = dict(reviews.find(KIND).show(item, me))
    assert seen["The review"] == "Thieves!"
    assert len(seen["Pictures"]) == 1
    assert seen["Reported because"][0] == "It insults or threatens somebody: Rude."
    reviews.decide(viewer=me, item_id=item.id, decision=decision, reason="No insults, please.")
    assert len(queries.product_reviews(shop.id, goods)) == shown
    assert Product.objects.get(id=goods).rating_count == shown
    assert Notice.objects.filter(kind="review_removed", account_id=made.buyer_id).count() == 1 - shown
    assert len(queries.my_reviews(Buyer(made.buyer_id))) == 1  # its writer still sees it
    assert list(verify.run("reviews")) == []


def test_a_report_needs_a_reason_a_review_and_the_right_and_is_made_once():
    shop, other = store(), store()
    made = reviewed(completed(shop))
    reader, key = Buyer(buyer().id), {"store_id": shop.id, "review_id": made.id}
    with pytest.raises(ReasonUnknown):
        review_report(viewer=reader, **key, reason="dislike")
    with pytest.raises(RightMissing):
        review_report(viewer=seat(shop), **key, reason="false")
    with pytest.raises(ReviewNotFound):
        review_report(viewer=owner_seat(other), **key, reason="false")
    assert not ReviewReport.objects.exists()
    review_report(viewer=reader, **key, reason="false")
    with pytest.raises(ReportMade):
        review_report(viewer=reader, **key, reason="false")
    assert reviews.ReviewItem.objects.filter(kind=KIND).count() == 1
