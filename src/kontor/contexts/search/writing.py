"""Writing cards, shelf places, documents and words, many at a time. Within the services' transactions."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import connection

from kontor.contexts.search.indexing import EXTRAS, Batch, word_rows
from kontor.contexts.search.models import EVERYTHING

_LOCK = 7306  # of the one writer of the index at a time; any constant

_CARD = """product_id uuid, number bigint, slug varchar, store_id uuid, store_slug varchar, store_name varchar,
    store_country varchar, categories bigint[], facets varchar[], titles jsonb, title varchar, picture varchar,
    price_minor bigint, list_price_minor bigint, currency varchar, price_varies boolean, rating_hundredths int,
    rating_count int, sold_count int, export_controlled boolean, listed_at timestamptz, price_usd float8, rank float8,
    factors jsonb, boosted boolean, grade_a boolean"""
_CARD_NAMES = ", ".join(part.split()[0] for part in _CARD.split(","))
_RANKED = "rank, boosted, grade_a, price_usd, sold_count, rating_hundredths, listed_at, categories, facets"
_EXTRA_WORDS = " || ".join(f"setweight(to_tsvector('{config}', d.extra_{config}), 'C')" for config in EXTRAS)

_INSERT_CARDS = f"""
INSERT INTO search_card ({_CARD_NAMES}) SELECT {_CARD_NAMES} FROM jsonb_to_recordset(%s::jsonb) AS r ({_CARD})
"""  # noqa: S608
_INSERT_PLACES = f"""
INSERT INTO search_shelfplace (category_id, product_id, {_RANKED})
SELECT category, product_id, {_RANKED} FROM search_card, unnest(array_append(categories, {EVERYTHING})) AS category
WHERE product_id = ANY(%s)
"""  # noqa: S608
_INSERT_DOCUMENTS = f"""
INSERT INTO search_document (product_id, language, shown_in, store_id, words, {_RANKED})
SELECT d.product_id, d.language, d.shown_in, c.store_id,
    setweight(to_tsvector(d.config::regconfig, d.title), 'A')
        || setweight(to_tsvector(d.config::regconfig, d.kind), 'B') || {_EXTRA_WORDS}
        || setweight(to_tsvector(d.config::regconfig, d.body), 'D'),
    {", ".join(f"c.{name}" for name in _RANKED.split(", "))}
FROM jsonb_to_recordset(%s::jsonb) AS d (product_id uuid, language varchar, shown_in varchar[], config text,
    title text, kind text, body text, {", ".join(f"extra_{config} text" for config in EXTRAS)})
JOIN search_card c USING (product_id)
"""  # noqa: S608
_INSERT_WORDS = """
INSERT INTO search_word (language, word, letters)
SELECT language, word, letters FROM jsonb_to_recordset(%s::jsonb) AS r (language varchar, word varchar, letters varchar)
ON CONFLICT DO NOTHING
"""


def lock() -> None:
    """Be the only writer of the index until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def remove(product_ids: Sequence[UUID]) -> None:
    """Take products out of everything that is searched and listed."""
    with connection.cursor() as cursor:
        for table in ("search_document", "search_shelfplace", "search_card"):
            cursor.execute(f"DELETE FROM {table} WHERE product_id = ANY(%s)", [list(product_ids)])  # noqa: S608


def write(batch: Batch) -> None:
    """Insert what `batch` holds."""
    if not batch.cards:
        return
    with connection.cursor() as cursor:
        cursor.execute(_INSERT_CARDS, [_json(batch.cards)])
        cursor.execute(_INSERT_PLACES, [[UUID(card["product_id"]) for card in batch.cards]])
        cursor.execute(_INSERT_DOCUMENTS, [_json(batch.documents)])


def write_words(words: set[tuple[str, str]]) -> None:
    """Make words known to the mending of typing errors."""
    if words:
        with connection.cursor() as cursor:
            cursor.execute(_INSERT_WORDS, [_json(word_rows(words))])


def _json(rows: list[Any]) -> str:
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")).replace("\\u0000", "")
