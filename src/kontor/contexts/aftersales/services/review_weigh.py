"""What a buyer said of an order is weighed anew: a dispute came or went, or the buyer turned out to be no stranger."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from kontor.contexts.aftersales import review_tally
from kontor.contexts.aftersales.models.reviews import DetailRating, Review
from kontor.contexts.aftersales.review_facts import OrderFacts, facts_of
from kontor.contexts.aftersales.rules.review_counting import WhyNot
from kontor.contexts.orders.models import StoreOrder


def review_weigh(*, store_id: UUID, order_id: UUID) -> bool:
    """Ask the rules again whether the order's reviews and ratings count, and set the sums right (TRD-10).

    Texts are never touched. Safe to repeat.

    Returns:
        Whether something counts otherwise now.
    """
    with transaction.atomic():
        review_tally.hold(store_id)
        order = StoreOrder.objects.filter(store_id=store_id, id=order_id).first()
        if order is None:
            return False
        facts, products = facts_of(order), set[UUID]()
        said = Review.objects.filter(store_id=store_id, order_id=order_id, removed_at__isnull=True)
        for review in said.order_by("id"):
            if _weigh(review, facts):
                products.add(review.product_id)
        rated = [
            _weigh_details(each, facts) for each in DetailRating.objects.filter(store_id=store_id, order_id=order_id)
        ]
        if products:
            review_tally.show(store_id, *sorted(products))
    return bool(products) or any(rated)


def _weigh(review: Review, facts: OrderFacts) -> bool:
    others = Review.objects.filter(
        store_id=review.store_id, buyer_id=review.buyer_id, period=review.period, tone=review.tone
    ).exclude(id=review.id)
    store_why = _why(facts, others.filter(store_why=""))
    product_why = _why(facts, others.filter(product_why="", product_id=review.product_id))
    if (store_why, product_why) == (review.store_why, review.product_why):
        return False
    review_tally.add(review, -1)
    review.store_why, review.product_why = store_why, product_why
    Review.objects.filter(store_id=review.store_id, id=review.id).update(store_why=store_why, product_why=product_why)
    review_tally.add(review)
    return True


def _weigh_details(rating: DetailRating, facts: OrderFacts) -> bool:
    own = DetailRating.objects.filter(store_id=rating.store_id)
    others = own.filter(buyer_id=rating.buyer_id, period=rating.period, why="").exclude(order_id=rating.order_id)
    why = _why(facts, others)
    if why == rating.why:
        return False
    review_tally.add_details(rating, -1)
    rating.why = why
    own.filter(order_id=rating.order_id).update(why=why)
    review_tally.add_details(rating)
    return True


def _why(facts: OrderFacts, others: QuerySet[Review] | QuerySet[DetailRating]) -> WhyNot:
    return facts.why(repeated=others.exists())
