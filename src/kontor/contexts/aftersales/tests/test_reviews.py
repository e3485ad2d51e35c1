"""Reviews of orders: who may, what counts, sums that equal a recount (TRD-10)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction

from kontor.contexts.aftersales.errors.reviews import (
    NothingReviewed,
    ReviewMade,
    ReviewTooEarly,
    ReviewTooLate,
    StarsMissing,
    TooManyPictures,
)
from kontor.contexts.aftersales.jobs.reviews import uncount_linked
from kontor.contexts.aftersales.models.reviews import DetailRating, ProductTally, Review, StoreDay
from kontor.contexts.aftersales.queries import reviews as queries
from kontor.contexts.aftersales.review_drafts import Details, LineReview
from kontor.contexts.aftersales.services.review_order import review_order
from kontor.contexts.aftersales.tests.review_factories import (
    GOOD,
    completed,
    disputed,
    lines_of,
    picture,
    reviewed,
    withdrawn,
)
from kontor.contexts.catalogue.errors import NotAPicture
from kontor.contexts.catalogue.models import Product
from kontor.contexts.logistics.tests.factories import buyer, sku
from kontor.contexts.notifications.models import Notice
from kontor.contexts.orders.errors import OrderNotFound
from kontor.contexts.orders.models import StoreOrder
from kontor.contexts.risk.models import Flag
from kontor.contexts.sellers.models import Store
from kontor.contexts.sellers.tests.factories import store
from kontor.kernel import clock
from kontor.kernel.errors import Refusals
from kontor.kernel.ids import new_id
from kontor.kernel.viewer import Buyer
from kontor.platform import events, jobs, verify

pytestmark = [pytest.mark.django_db, pytest.mark.rule("TRD-10")]


@pytest.fixture
def shop() -> Store:
    return store()


def _findings() -> list[str]:
    return [finding.sentence for finding in verify.run("reviews")]


def test_stars_words_and_pictures_are_kept_and_shown(shop):
    order = completed(shop)
    made = reviewed(order, 4, text="  Muy bonita, llegó pronto.  ", pictures=[picture(), picture(300)])
    jobs.drain()
    [seen] = queries.product_reviews(shop.id, made.product_id)
    assert (seen.stars, seen.text, seen.language, seen.why) == (4, "Muy bonita, llegó pronto.", "es", "")
    assert seen.nickname == "m***a"
    assert (seen.country, seen.order_number) == ("BG", order.number)
    assert len(seen.pictures) == 2
    kept = default_storage.open(seen.pictures[0]).read()
    assert kept[8:12] == b"WEBP"
    assert b"Calle Secreta" not in kept
    assert (made.store_why, made.product_why) == ("", "")
    details = DetailRating.objects.get()
    assert (details.described, details.communication, details.speed, details.why) == (5, 4, 3, "")


def test_the_store_hears_of_it(shop):
    order = completed(shop)
    reviewed(order, 2)
    events.drain()
    told = Notice.objects.get(account_id=shop.business.owner_id, kind="review_written")
    assert (told.values["stars"], told.values["order"]) == (2, order.number)


def test_only_the_buyer_only_after_the_order_and_only_in_time(shop):
    order = completed(shop)
    line = [LineReview(line_id=lines_of(order)[0], stars=5)]
    with pytest.raises(OrderNotFound):
        review_order(viewer=Buyer(buyer().id), number=order.number, lines=line, details=GOOD)
    me, mine = Buyer(order.buyer_id), StoreOrder.objects.filter(store_id=shop.id, id=order.id)
    mine.update(state="shipped", received_at=None)
    with pytest.raises(ReviewTooEarly):
        review_order(viewer=me, number=order.number, lines=line, details=GOOD)
    mine.update(state="finished", received_at=clock.now() - timedelta(days=30, minutes=1))
    with pytest.raises(ReviewTooLate):
        review_order(viewer=me, number=order.number, lines=line, details=GOOD)
    mine.update(received_at=clock.now() - timedelta(days=29))
    review_order(viewer=me, number=order.number, lines=line, details=GOOD)
    with pytest.raises(ReviewMade):
        review_order(viewer=me, number=order.number, lines=line, details=GOOD)
    assert Review.objects.count() == 1


def test_lines_are_reviewed_one_by_one_and_details_are_given_once(shop):
    order = completed(shop, 1, 2)
    first, second = lines_of(order)
    me = Buyer(order.buyer_id)
    with pytest.raises(Refusals) as refused:
        review_order(viewer=me, number=order.number, lines=[LineReview(line_id=first, stars=5)])
    assert [part.field for part in refused.value.parts] == ["described", "communication", "speed"]
    review_order(viewer=me, number=order.number, lines=[LineReview(line_id=first, stars=5)], details=GOOD)
    review_order(viewer=me, number=order.number, lines=[LineReview(line_id=second, stars=1)])
    assert Review.objects.count() == 2
    assert DetailRating.objects.count() == 1


@pytest.mark.parametrize(("fields", "refusal", "field"), [
    ({"stars": 0}, StarsMissing, "stars."), ({"stars": 6}, StarsMissing, "stars."),
    ({"stars": 5, "pictures": [b"GIF89a"]}, NotAPicture, "pictures."),
    ({"stars": 5, "pictures": [b"x"] * 7}, TooManyPictures, "pictures."),
])  # fmt: skip
def test_what_is_wrong_stands_at_its_field_and_nothing_is_kept(shop, fields, refusal, field):
    order = completed(shop)
    line = LineReview(line_id=lines_of(order)[0], **fields)
    with pytest.raises(refusal) as refused:
        review_order(viewer=Buyer(order.buyer_id), number=order.number, lines=[line], details=GOOD)
    assert refused.value.field == f"{field}{line.line_id}"
    assert not Review.objects.exists()
    assert not StoreDay.objects.exists()


def test_lines_of_other_orders_and_none_at_all_are_refused(shop):
    order, other = completed(shop), completed(shop)
    for lines in ([], [LineReview(line_id=lines_of(other)[0], stars=5)]):
        with pytest.raises(NothingReviewed):
            review_order(viewer=Buyer(order.buyer_id), number=order.number, lines=lines, details=GOOD)
    assert not DetailRating.objects.exists()


def test_products_and_stores_show_the_average_of_what_counts(shop):
    goods = sku(shop).product_id
    for stars in (5, 4, 4, 2):
        reviewed(completed(shop, product_id=goods), stars)
    shown, whole = Product.objects.get(id=goods), Store.objects.get(id=shop.id)
    assert (shown.rating_hundredths, shown.rating_count) == (375, 4)
    assert (whole.rating_hundredths, whole.rating_count) == (375, 4)
    rating = queries.store_rating(shop.id)
    assert rating.positive_bp == 7500
    assert (rating.rated, rating.described, rating.communication, rating.speed) == (4, 500, 400, 300)
    assert _findings() == []


def test_small_and_disputed_orders_are_shown_and_do_not_count(shop):
    small = reviewed(completed(shop, us_cents=499), 5)
    order = completed(shop)
    disputed(order)
    bad = reviewed(order, 1)
    assert (small.store_why, small.product_why) == ("small", "small")
    assert (bad.store_why, bad.product_why) == ("disputed", "disputed")
    assert len(queries.store_reviews(shop.id)) == 2
    assert not ProductTally.objects.exists()
    assert Store.objects.get(id=shop.id).rating_count == 0
    assert queries.store_rating(shop.id).rated == 0
    assert _findings() == []


def test_a_dispute_takes_a_review_out_of_the_sums_and_its_withdrawal_brings_it_back(shop):
    goods = sku(shop).product_id
    order = completed(shop, product_id=goods)
    reviewed(order, 4)
    opened = disputed(order, settled=True)
    events.drain()
    assert Review.objects.get().store_why == "disputed"
    assert DetailRating.objects.get().why == "disputed"
    assert Product.objects.get(id=goods).rating_count == 0
    withdrawn(opened)
    events.drain()
    assert (Review.objects.get().store_why, DetailRating.objects.get().why) == ("", "")
    assert Product.objects.get(id=goods).rating_hundredths == 400
    assert queries.store_rating(shop.id).rated == 1
    assert _findings() == []


def test_a_buyer_counts_once_in_ten_natural_days_and_type(shop):
    one, goods, other = buyer(), sku(shop).product_id, sku(shop).product_id
    with clock.moved(_to_day(2)):
        first = reviewed(completed(shop, by=one, product_id=goods), 5)
        again = reviewed(completed(shop, by=one, product_id=goods), 4)
        elsewhere = reviewed(completed(shop, by=one, product_id=other), 5)
        bad = reviewed(completed(shop, by=one, product_id=goods), 1)
    with clock.moved(_to_day(12)):
        later = reviewed(completed(shop, by=one, product_id=goods), 5)
    seen = [(each.store_why, each.product_why) for each in (first, again, elsewhere, bad, later)]
    assert seen == [("", ""), ("repeated", "repeated"), ("repeated", ""), ("", ""), ("", "")]
    assert list(DetailRating.objects.order_by("at").values_list("why", flat=True)) == [
        "",
        "repeated",
        "repeated",
        "repeated",
        "",
    ]
    assert _findings() == []


def _to_day(day: int) -> timedelta:
    """From now to noon of that day of next month."""
    moment = clock.now()
    month = (moment.replace(day=1) + timedelta(days=32)).replace(day=day, hour=12)
    return month - moment


def test_the_database_itself_counts_a_buyer_once(shop):
    made = reviewed(completed(shop), 5)
    made.id, made.line_id = new_id(), new_id()
    with pytest.raises(IntegrityError), transaction.atomic():
        made.save(force_insert=True)


@pytest.mark.rule("ACC-35")
def test_reviews_from_the_stores_own_people_weigh_nothing(shop):
    friend, goods = buyer(), sku(shop).product_id
    Flag.objects.create(kind="own_store", account_id=friend.id, other_id=shop.business.owner_id, store_id=shop.id)
    made = reviewed(completed(shop, by=friend, product_id=goods), 5)
    assert (made.store_why, made.product_why, DetailRating.objects.get().why) == ("linked", "linked", "linked")
    assert Product.objects.get(id=goods).rating_count == 0
    assert len(queries.product_reviews(shop.id, goods)) == 1  # the text is shown
    reviewed(completed(store(), by=friend), 5)
    assert Review.objects.exclude(store_id=shop.id).get().store_why == ""  # elsewhere they are buyers like others


@pytest.mark.rule("ACC-35")
def test_what_is_flagged_later_counts_no_more(shop):
    friend, goods = buyer(), sku(shop).product_id
    reviewed(completed(shop, by=friend, product_id=goods), 5)
    reviewed(completed(shop, product_id=goods), 3)
    assert Product.objects.get(id=goods).rating_hundredths == 400
    Flag.objects.create(kind="own_store", account_id=friend.id, other_id=shop.business.owner_id, store_id=shop.id)
    for _ in range(2):
        uncount_linked()
    shown = Product.objects.get(id=goods)
    assert (shown.rating_hundredths, shown.rating_count) == (300, 1)
    assert Store.objects.get(id=shop.id).rating_hundredths == 300
    assert queries.store_rating(shop.id).rated == 1
    assert queries.store_rating(shop.id).positive_bp is None
    assert _findings() == []


def test_rolling_sums_forget_what_is_older_than_the_time(shop):
    with clock.moved(-timedelta(days=90)):
        reviewed(completed(shop), 1, details=Details(described=1, communication=1, speed=1))
    with clock.moved(-timedelta(days=89)):
        reviewed(completed(shop), 5)
    reviewed(completed(shop), 4)
    rating = queries.store_rating(shop.id)
    assert rating.positive_bp == 10_000
    assert (rating.stars.many, rating.rated, rating.described) == (2, 2, 500)
    assert Store.objects.get(id=shop.id).rating_count == 3  # since it opened
    assert _findings() == []


def test_verify_names_sums_that_are_off(shop):
    made = reviewed(completed(shop), 5)
    ProductTally.objects.update(n5=2)
    StoreDay.objects.update(speed=4)
    found = list(verify.run("reviews"))
    assert str(made.product_id) in found[0].row
    assert any(str(shop.id) in finding.row for finding in found)
