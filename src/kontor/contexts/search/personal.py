"""The index holds public words of goods and stores, and nothing that anybody typed into it (ACC-42)."""

from __future__ import annotations

from kontor.contexts.search.models import Card, Document, IndexState, ShelfPlace, Standing, Word
from kontor.platform.privacy import free

free(Card, "public facts of goods and their store", "facets", "slug", "store_slug", "store_name", "store_country",
     "titles", "title", "picture", "currency", "factors")  # fmt: skip
free(ShelfPlace, "public facts of goods", "facets")
free(Document, "public words of goods", "facets", "language", "shown_in", "words")
free(Word, "words of titles and categories", "language", "word", "letters")
free(Standing, "a store's grade", "coin_grade")
free(IndexState, "a digest of weights and rates", "fingerprint")
