"""Computing ranks and dollar prices anew: with the day, a changed weight, new rates."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from kontor.contexts.pricing.queries import rates
from kontor.contexts.search import ranking, writing
from kontor.contexts.search.models import IndexState
from kontor.kernel.clock import now
from kontor.kernel.money import Money

CHUNK = 5000
_FIRST = UUID(int=0)

_NEXT = """
SELECT c.product_id, c.rank, c.price_usd, c.price_minor, c.currency, c.boosted, c.grade_a, c.store_country,
    p.sold_count, p.rating_hundredths, p.rating_count, c.listed_at, s.rating_hundredths, s.rating_count,
    t.service_score, coalesce(t.coin_grade, '')
FROM search_card c
JOIN catalogue_product p ON p.id = c.product_id
JOIN sellers_store s ON s.id = c.store_id
LEFT JOIN search_standing t ON t.store_id = c.store_id
WHERE c.product_id > %s ORDER BY c.product_id LIMIT %s
"""
_VALUES = """
WITH fresh AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset(%s::jsonb) AS r (product_id uuid, rank float8, price_usd float8, boosted boolean,
        grade_a boolean, sold_count int, rating_hundredths int, rating_count int, factors jsonb)
), cards AS (
    UPDATE search_card c SET rank = r.rank, price_usd = r.price_usd, boosted = r.boosted, grade_a = r.grade_a,
        sold_count = r.sold_count, rating_hundredths = r.rating_hundredths, rating_count = r.rating_count,
        factors = r.factors
    FROM fresh r WHERE c.product_id = r.product_id
), places AS (
    UPDATE search_shelfplace c SET rank = r.rank, price_usd = r.price_usd, boosted = r.boosted, grade_a = r.grade_a,
        sold_count = r.sold_count, rating_hundredths = r.rating_hundredths
    FROM fresh r WHERE c.product_id = r.product_id
)
UPDATE search_document c SET rank = r.rank, price_usd = r.price_usd, boosted = r.boosted, grade_a = r.grade_a,
    sold_count = r.sold_count, rating_hundredths = r.rating_hundredths
FROM fresh r WHERE c.product_id = r.product_id
"""


def refresh_ranks(*, force: bool = False) -> int:
    """Bring rank, dollar price, sales and stars of every card up to date, when day or weights have changed.

    Args:
        force: do it in any case (new rates, a store's new standing).

    Returns:
        How many cards changed.
    """
    at = now()
    fingerprint = ranking.fingerprint(at)
    if not force and IndexState.objects.filter(fingerprint=fingerprint).exists():
        return 0
    changed, last = 0, _FIRST
    while True:
        with transaction.atomic(), connection.cursor() as cursor:
            writing.lock()
            cursor.execute(_NEXT, [last, CHUNK])
            rows = cursor.fetchall()
            if not rows:
                break
            fresh = [values for row in rows if (values := _values(row, at)) is not None]
            if fresh:
                cursor.execute(_VALUES, [json.dumps(fresh)])
        last, changed = rows[-1][0], changed + len(fresh)
    IndexState.objects.update_or_create(id=1, defaults={"fingerprint": fingerprint})
    return changed


def _values(row: tuple[Any, ...], at: Any) -> dict[str, Any] | None:
    """The card's new figures, or None when none has changed."""
    product_id, rank, price, minor, currency, boosted, grade_a, country = row[:8]
    facts = ranking.Facts(*row[8:])
    parts = ranking.factors(facts, at)
    fresh = {
        "rank": ranking.rank(parts),
        "price_usd": float(Money(minor, currency).amount * rates().rate(currency, "USD").value),
        "boosted": ranking.is_boosted(country),
        "grade_a": facts.coin_grade == "A",
    }
    if fresh == {"rank": rank, "price_usd": price, "boosted": boosted, "grade_a": grade_a}:
        return None
    return fresh | {
        "product_id": str(product_id), "factors": parts, "sold_count": facts.sold_count,
        "rating_hundredths": facts.rating_hundredths, "rating_count": facts.rating_count,
    }  # fmt: skip
