"""A store was renamed, hidden or opened again: its goods' cards say so."""

from __future__ import annotations

from uuid import UUID

from django.db import connection

from kontor.contexts.search.services.index_products import index_products

CHUNK = 500

_OF_STORE = """
SELECT id FROM catalogue_product WHERE store_id = %s AND state = 'approved' AND id > %s ORDER BY id LIMIT %s
"""
_FIRST = UUID(int=0)


def index_store(*, store_id: UUID) -> int:
    """Index all goods of a store anew. Safe to repeat.

    Returns:
        How many of them are on sale.
    """
    on_sale, last = 0, _FIRST
    while True:
        with connection.cursor() as cursor:
            cursor.execute(_OF_STORE, [store_id, last, CHUNK])
            ids = [product_id for (product_id,) in cursor.fetchall()]
        if not ids:
            return on_sale
        on_sale, last = on_sale + index_products(product_ids=ids), ids[-1]
