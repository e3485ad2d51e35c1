"""From a row of the card table to what a list shows, priced for the reader."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import connection

from kontor.contexts.pricing.queries import rates
from kontor.contexts.pricing.rules import shown
from kontor.contexts.pricing.table import RateTable
from kontor.contexts.search.shapes import Hit
from kontor.kernel.money import Money

COLUMNS = """c.product_id, c.number, c.slug, coalesce(c.titles ->> %(language)s, c.title), c.picture, c.price_minor,
    c.list_price_minor, c.currency, c.price_varies, c.rating_hundredths, c.rating_count, c.sold_count, c.store_slug,
    c.store_name, c.store_country"""

_NAMED = f"SELECT {COLUMNS} FROM search_card c WHERE c.product_id = ANY(%(ids)s)"  # noqa: S608  (constants)

_SHOWN = " AND NOT c.categories && %(hidden)s::bigint[]"


def hit(row: Sequence[Any], currency: str, table: RateTable) -> Hit:
    """One card, its prices in `currency` at the day's rate."""
    (product_id, number, slug, title, picture, price, before, own, varies, rating, ratings, sold, store_slug,
     store_name, country) = row[:15]  # fmt: skip
    store_price = Money(price, own)
    return Hit(
        product_id, number, slug, title, picture, shown(store_price, currency, table),
        None if before is None else shown(Money(before, own), currency, table), store_price, varies, rating, ratings,
        sold, store_slug, store_name, country,
    )  # fmt: skip


def hits_of(product_ids: Sequence[UUID], *, language: str, currency: str, hidden: Sequence[int] = ()) -> list[Hit]:
    """The cards of these products that are on sale, in the order asked for. Public.

    Args:
        hidden: ids of categories whose goods the reader is not shown (ACC-34).
    """
    if not product_ids:
        return []
    params: dict[str, str | list[UUID] | list[int]] = {"ids": list(product_ids), "language": language}
    if hidden:
        params["hidden"] = list(hidden)
    with connection.cursor() as cursor:
        cursor.execute(_NAMED + (_SHOWN if hidden else ""), params)
        found = {row[0]: row for row in cursor.fetchall()}
    table = rates()
    return [hit(found[product_id], currency, table) for product_id in product_ids if product_id in found]
