"""What is added to reviews, and how they are read: follow-ups, replies, votes, lists (TRD-10, BUY-01)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kontor.contexts.aftersales.errors.reviews import (
    FollowUpMade,
    FollowUpTooLate,
    OwnReview,
    ReviewNotFound,
    ReviewTextMissing,
)
from kontor.contexts.aftersales.models.reviews import ReviewPicture
from kontor.contexts.aftersales.queries import reviews as queries
from kontor.contexts.aftersales.queries.review_shapes import Filter
from kontor.contexts.aftersales.services.helpful_vote import helpful_vote
from kontor.contexts.aftersales.services.review_follow_up import review_follow_up
from kontor.contexts.aftersales.services.review_reply import review_reply
from kontor.contexts.aftersales.tests.review_factories import (
    completed,
    picture,
    reviewed,
)
from kontor.contexts.logistics.tests.factories import buyer, sku
from kontor.contexts.notifications.models import Notice
from kontor.contexts.orders.models import StoreOrder
from kontor.contexts.sellers.errors import RightMissing
from kontor.contexts.sellers.models import Store
from kontor.contexts.sellers.tests.factories import owner_seat, seat, store
from kontor.kernel import clock
from kontor.kernel.viewer import Buyer
from kontor.platform import jobs

pytestmark = [pytest.mark.django_db, pytest.mark.rule("TRD-10")]


@pytest.fixture
def shop() -> Store:
    return store()


def test_one_follow_up_in_its_time(shop):
    made = reviewed(completed(shop), 5)
    me = Buyer(made.buyer_id)
    for viewer, refusal in ((Buyer(buyer().id), ReviewNotFound), (me, ReviewTextMissing)):
        with pytest.raises(refusal):
            review_follow_up(viewer=viewer, review_id=made.id, text="It broke." if refusal is ReviewNotFound else " ")
    with clock.moved(timedelta(days=181)), pytest.raises(FollowUpTooLate):
        review_follow_up(viewer=me, review_id=made.id, text="It broke.")
    with clock.moved(timedelta(days=60)):
        review_follow_up(viewer=me, review_id=made.id, text="Still good.")
        with pytest.raises(FollowUpMade):
            review_follow_up(viewer=me, review_id=made.id, text="And again.")
    seen = queries.review(shop.id, made.id)
    assert (seen.follow_up, seen.stars) == ("Still good.", 5)


def test_a_store_replies_with_the_right_and_the_buyer_is_told_once(shop):
    made = reviewed(completed(shop), 2)
    with pytest.raises(RightMissing):
        review_reply(seat=seat(shop), review_id=made.id, text="Sorry.")
    with pytest.raises(ReviewNotFound):
        review_reply(seat=owner_seat(store()), review_id=made.id, text="Sorry.")
    assert queries.review(shop.id, made.id).reply == ""
    for text in ("Sorry.", "We are sorry."):
        review_reply(seat=owner_seat(shop), review_id=made.id, text=text)
    assert queries.review(shop.id, made.id).reply == "We are sorry."
    told = Notice.objects.get(kind="review_answered")
    assert (told.account_id, told.values["store"]) == (made.buyer_id, shop.name)
    assert queries.seller_reviews(owner_seat(shop), Filter(unanswered=True)) == []


def test_a_vote_counts_once_and_can_be_taken_back(shop):
    made, reader = reviewed(completed(shop)), Buyer(buyer().id)
    key = {"store_id": shop.id, "review_id": made.id}
    assert [helpful_vote(viewer=reader, **key, helpful=yes) for yes in (True, True, False, False)] == [1, 1, 0, 0]
    helpful_vote(viewer=Buyer(buyer().id), **key, helpful=True)
    assert queries.review(shop.id, made.id).helpful == 1
    with pytest.raises(OwnReview):
        helpful_vote(viewer=Buyer(made.buyer_id), **key, helpful=True)
    with pytest.raises(ReviewNotFound):
        helpful_vote(viewer=reader, store_id=store().id, review_id=made.id, helpful=True)


def test_lists_are_filtered_and_go_on_by_key(shop, django_assert_max_num_queries):
    goods = sku(shop).product_id
    made = [reviewed(completed(shop, product_id=goods), stars, text=text) for stars, text in (
        (5, "Very good quality, thank you"), (1, "Muy mala calidad, no lo compren"), (5, "Todo perfecto, llegó antes"),
    )]  # fmt: skip
    reviewed(completed(shop), 5, pictures=[picture()])
    jobs.drain()
    with django_assert_max_num_queries(1):
        listed = queries.product_reviews(shop.id, goods, size=2)
    assert [each.id for each in listed] == [made[2].id, made[1].id]
    after = queries.product_reviews(shop.id, goods, after=listed[-1].id, size=2)
    assert [each.id for each in after] == [made[0].id]
    assert [each.id for each in queries.product_reviews(shop.id, goods, Filter(language="es", stars=5))] == [made[2].id]
    assert len(queries.store_reviews(shop.id, Filter(pictured=True))) == 1
    assert dict(queries.languages(shop.id, goods)) == {"es": 2, "en": 1}
    assert queries.stars_of(shop.id, goods).counts == (1, 0, 0, 0, 2)


@pytest.mark.rule("BUY-01")
def test_what_waits_for_a_review_equals_its_list(shop):
    me = buyer()
    orders = [completed(shop, by=me) for _ in range(3)]
    completed(shop)
    StoreOrder.objects.filter(id=orders[2].id).update(received_at=clock.now() - timedelta(days=31))
    viewer = Buyer(me.id)
    assert queries.to_review_count(viewer) == 2
    first = queries.to_review(viewer, size=1)
    rest = queries.to_review(viewer, after=str(first[0].number), size=5)
    assert [each.number for each in [*first, *rest]] == [orders[0].number, orders[1].number]
    reviewed(orders[0])
    assert queries.to_review_count(viewer) == len(queries.to_review(viewer)) == 1
    assert len(queries.my_reviews(viewer)) == 1


def test_pictures_of_a_lost_review_leave_no_row(shop):
    order = completed(shop)
    reviewed(order, pictures=[picture()])
    assert ReviewPicture.objects.count() == 1
