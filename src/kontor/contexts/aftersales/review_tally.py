"""The sums of counting reviews, kept with every review and equal to a recount (TRD-10, ADR 29). Within the services."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import connection

from kontor.contexts.aftersales.models.reviews import DetailRating, ProductTally, Review
from kontor.contexts.aftersales.rules.review_counting import Stars, WhyNot
from kontor.contexts.catalogue.services.note_rating import note_rating
from kontor.contexts.sellers.services.note_store_rating import note_store_rating

_ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"
_DAY = """
INSERT INTO aftersales_store_day AS d (store_id, day, n1, n2, n3, n4, n5, rated, described, communication, speed)
VALUES (%(store)s, %(day)s, 0, 0, 0, 0, 0, 0, 0, 0, 0) ON CONFLICT (store_id, day) DO NOTHING
"""
_ADD_STARS = "UPDATE aftersales_store_day SET n{n} = n{n} + %(by)s WHERE store_id = %(store)s AND day = %(day)s"
_ADD_DETAILS = """
UPDATE aftersales_store_day SET rated = rated + %(by)s, described = described + %(by)s * %(described)s,
    communication = communication + %(by)s * %(communication)s, speed = speed + %(by)s * %(speed)s
WHERE store_id = %(store)s AND day = %(day)s
"""
_PRODUCT = """
INSERT INTO aftersales_product_tally (store_id, product_id, n1, n2, n3, n4, n5)
VALUES (%(store)s, %(product)s, 0, 0, 0, 0, 0) ON CONFLICT (store_id, product_id) DO NOTHING
"""
_ADD_PRODUCT = """
UPDATE aftersales_product_tally SET n{n} = n{n} + %(by)s WHERE store_id = %(store)s AND product_id = %(product)s
"""
_OF_STORE = """
SELECT coalesce(sum(n1), 0), coalesce(sum(n2), 0), coalesce(sum(n3), 0), coalesce(sum(n4), 0), coalesce(sum(n5), 0)
FROM aftersales_store_day WHERE store_id = %(store)s
"""
_STATEMENTS = {stars: (_ADD_STARS.format(n=stars), _ADD_PRODUCT.format(n=stars)) for stars in (1, 2, 3, 4, 5)}


def hold(store_id: UUID) -> None:
    """What counts in one store is told one after the other, until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(_ONE_AT_A_TIME, [f"reviews:{store_id}"])


def add(review: Review, by: int = 1) -> None:
    """Count the review where it counts, or (`by` −1) no more."""
    with connection.cursor() as cursor:
        if review.store_why == WhyNot.COUNTS:
            values: dict[str, Any] = {"store": review.store_id, "day": review.day, "by": by}
            cursor.execute(_DAY, values)
            cursor.execute(_STATEMENTS[review.stars][0], values)
        if review.product_why == WhyNot.COUNTS:
            values = {"store": review.store_id, "product": review.product_id, "by": by}
            cursor.execute(_PRODUCT, values)
            cursor.execute(_STATEMENTS[review.stars][1], values)


def add_details(rating: DetailRating, by: int = 1) -> None:
    """The same for detail ratings."""
    if rating.why != WhyNot.COUNTS:
        return
    values: dict[str, Any] = {
        "store": rating.store_id, "day": rating.day, "by": by, "described": rating.described,
        "communication": rating.communication, "speed": rating.speed,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_DAY, values)
        cursor.execute(_ADD_DETAILS, values)


def show(store_id: UUID, *product_ids: UUID) -> None:
    """Write the averages where products and stores are shown."""
    for product_id in product_ids:
        tally = ProductTally.objects.filter(store_id=store_id, product_id=product_id).first()
        stars = Stars((tally.n1, tally.n2, tally.n3, tally.n4, tally.n5)) if tally else Stars()
        note_rating(product_id=product_id, hundredths=stars.hundredths, count=stars.many)
    whole = of_store(store_id)
    note_store_rating(store_id=store_id, hundredths=whole.hundredths, count=whole.many)


def of_store(store_id: UUID) -> Stars:
    """The store's counting reviews since it opened."""
    with connection.cursor() as cursor:
        cursor.execute(_OF_STORE, {"store": store_id})
        return Stars(cursor.fetchone())
