"""Making the whole index anew."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.db import connection, transaction

from kontor.contexts.pricing.queries import rates
from kontor.contexts.search import indexing, ranking, writing
from kontor.contexts.search.models import IndexState
from kontor.kernel.clock import now

CHUNK = 1000  # products a transaction: a few tenths of a second

_NEXT = "SELECT id FROM catalogue_product WHERE id > %s AND state = 'approved' ORDER BY id LIMIT %s"
_GONE = """
SELECT product_id FROM search_card c WHERE NOT EXISTS (
    SELECT 1 FROM catalogue_product p WHERE p.id = c.product_id AND p.state = 'approved'
)
"""
_FIRST = UUID(int=0)


def index_all(*, progress: Callable[[int], None] | None = None) -> int:
    """Index every product on sale and drop what no longer is. Readers see the old index until each chunk is done.

    Args:
        progress: told how many products are done.

    Returns:
        How many products are on sale.
    """
    table, at = rates(), now()
    on_sale, done, last = 0, 0, _FIRST
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT 1 FROM search_card)")
        (has_cards,) = cursor.fetchone()
    words = indexing.kind_words()
    known: set[tuple[str, str]] = set()
    while True:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(_NEXT, [last, CHUNK])
            ids = [product_id for (product_id,) in cursor.fetchall()]
            if not ids:
                break
            writing.lock()
            cursor.execute(indexing.SOURCE, [ids])
            batch = indexing.prepare(cursor.fetchall(), table, at)
            if has_cards:
                writing.remove(ids)
            writing.write(batch)
            words |= batch.words
            writing.write_words(words - known)
            known |= words
        last, done, on_sale = ids[-1], done + len(ids), on_sale + len(batch.cards)
        if progress is not None:
            progress(done)
    _finish(ranking.fingerprint(at))
    return on_sale


def _finish(fingerprint: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        writing.lock()
        cursor.execute(_GONE)
        writing.remove([product_id for (product_id,) in cursor.fetchall()])
        IndexState.objects.update_or_create(id=1, defaults={"fingerprint": fingerprint})
    with connection.cursor() as cursor:
        if not connection.in_atomic_block:
            cursor.execute("VACUUM (ANALYZE) search_card, search_shelfplace, search_document, search_word")
        else:
            cursor.execute("ANALYZE search_card, search_shelfplace, search_document, search_word")
