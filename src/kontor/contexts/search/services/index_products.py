"""Making products findable, or no longer."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import connection, transaction

from kontor.contexts.pricing.queries import rates
from kontor.contexts.search import indexing, writing
from kontor.kernel.clock import now


def index_products(*, product_ids: Sequence[UUID]) -> int:
    """Make cards and documents of `product_ids` anew; those not on sale are taken out. Safe to repeat.

    Returns:
        How many of them are on sale.
    """
    with transaction.atomic():
        writing.lock()
        with connection.cursor() as cursor:
            cursor.execute(indexing.SOURCE, [list(product_ids)])
            rows = cursor.fetchall()
        batch = indexing.prepare(rows, rates(), now())
        writing.remove(product_ids)
        writing.write(batch)
        writing.write_words(batch.words)
    return len(batch.cards)
