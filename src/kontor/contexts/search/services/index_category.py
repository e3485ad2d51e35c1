"""A category was renamed, moved or flagged: its goods are found by its words and hidden by its flag."""

from __future__ import annotations

from uuid import UUID

from django.db import connection

from kontor.contexts.search import indexing, writing
from kontor.contexts.search.services.index_products import index_products
from kontor.platform import reference

CHUNK = 500

_OF_CATEGORY = """
SELECT id FROM catalogue_product WHERE category_id = %s AND state = 'approved' AND id > %s ORDER BY id LIMIT %s
"""
_FIRST = UUID(int=0)


def index_category(*, category_id: int) -> int:
    """Index all goods of a category anew, by the tree as it is now. Safe to repeat.

    Returns:
        How many of them are on sale.
    """
    reference.forget_all()  # this process may still know the tree as it was a minute ago
    writing.write_words(indexing.kind_words())
    on_sale, last = 0, _FIRST
    while True:
        with connection.cursor() as cursor:
            cursor.execute(_OF_CATEGORY, [category_id, last, CHUNK])
            ids = [product_id for (product_id,) in cursor.fetchall()]
        if not ids:
            return on_sale
        on_sale, last = on_sale + index_products(product_ids=ids), ids[-1]
