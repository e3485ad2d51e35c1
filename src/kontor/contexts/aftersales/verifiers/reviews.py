"""The sums of reviews against a full recount (TRD-10)."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection

from kontor.platform.verify import Finding, verifier

_PRODUCTS = """
SELECT coalesce(t.product_id, c.product_id) FROM aftersales_product_tally t
FULL JOIN (
    SELECT store_id, product_id, count(*) FILTER (WHERE stars = 1) AS n1, count(*) FILTER (WHERE stars = 2) AS n2,
        count(*) FILTER (WHERE stars = 3) AS n3, count(*) FILTER (WHERE stars = 4) AS n4,
        count(*) FILTER (WHERE stars = 5) AS n5
    FROM aftersales_review WHERE product_why = '' GROUP BY 1, 2
) c ON c.store_id = t.store_id AND c.product_id = t.product_id
WHERE (coalesce(t.n1, 0), coalesce(t.n2, 0), coalesce(t.n3, 0), coalesce(t.n4, 0), coalesce(t.n5, 0))
    <> (coalesce(c.n1, 0), coalesce(c.n2, 0), coalesce(c.n3, 0), coalesce(c.n4, 0), coalesce(c.n5, 0))
"""
_DAYS = """
WITH counted AS (
    SELECT store_id, day, count(*) FILTER (WHERE stars = 1) AS n1, count(*) FILTER (WHERE stars = 2) AS n2,
        count(*) FILTER (WHERE stars = 3) AS n3, count(*) FILTER (WHERE stars = 4) AS n4,
        count(*) FILTER (WHERE stars = 5) AS n5, 0 AS rated, 0 AS described, 0 AS communication, 0 AS speed
    FROM aftersales_review WHERE store_why = '' GROUP BY 1, 2
    UNION ALL
    SELECT store_id, day, 0, 0, 0, 0, 0, count(*), sum(described), sum(communication), sum(speed)
    FROM aftersales_detail_rating WHERE why = '' GROUP BY 1, 2
    UNION ALL
    SELECT store_id, day, -n1, -n2, -n3, -n4, -n5, -rated, -described, -communication, -speed FROM aftersales_store_day
)
SELECT store_id, day FROM counted GROUP BY 1, 2
HAVING (sum(n1), sum(n2), sum(n3), sum(n4), sum(n5), sum(rated), sum(described), sum(communication), sum(speed))
    <> (0, 0, 0, 0, 0, 0, 0, 0, 0)
"""
_SHOWN = """
SELECT p.id, p.rating_hundredths, p.rating_count, t.many, round(t.sum * 100.0 / t.many)
FROM catalogue_product p JOIN (
    SELECT product_id, n1 + n2 + n3 + n4 + n5 AS many, n1 + 2 * n2 + 3 * n3 + 4 * n4 + 5 * n5 AS sum
    FROM aftersales_product_tally
) t ON t.product_id = p.id
WHERE t.many > 0 AND (p.rating_count, p.rating_hundredths) <> (t.many, round(t.sum * 100.0 / t.many))
    OR t.many = 0 AND p.rating_count <> 0
"""


def _rows(sql: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())


@verifier("reviews")
def sums_equal_a_recount() -> Iterator[Finding]:
    """Stars of products, days of stores, and what is shown with products."""
    for (product,) in _rows(_PRODUCTS):
        yield Finding(f"aftersales_product_tally of product {product}", "its stars are not those of its reviews")
    for store, day in _rows(_DAYS):
        yield Finding(f"aftersales_store_day of store {store}, {day}", "its sums are not those of its reviews")
    for product, hundredths, count, many, average in _rows(_SHOWN):
        yield Finding(
            f"catalogue_product {product}", f"shows {hundredths} of {count} reviews, the tally says {average} of {many}"
        )
