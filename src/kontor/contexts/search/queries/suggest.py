"""Finishing what somebody types. Public."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection

from kontor.contexts.search import rules

MOST = 8
SHORTEST = 2

_BEGINNINGS = """
SELECT DISTINCT title FROM (
    SELECT coalesce(c.titles ->> %(language)s, c.title) AS title, s.rank
    FROM search_document s JOIN search_card c USING (product_id)
    WHERE s.words @@ to_tsquery(%(config)s::regconfig, %(words)s) AND s.shown_in @> ARRAY[%(language)s]::varchar[]
        AND NOT s.categories && %(hidden)s::bigint[]
    ORDER BY s.rank DESC LIMIT %(most)s
) t
"""


def suggest(text: str, language: str, hidden: Sequence[int] = ()) -> list[str]:
    """Titles of goods with all the words of `text`, the last of them as a beginning; best first up to eight.

    Args:
        hidden: ids of categories whose goods the reader is not shown (ACC-34).
    """
    words = rules.tokens(text, language, query=True)
    if not words or len(text.strip()) < SHORTEST:
        return []
    params: dict[str, str | int | list[int]] = {
        "hidden": list(hidden),
        "language": language,
        "config": rules.CONFIGS.get(language, "simple"),
        "words": rules.tsquery([[word] for word in words], prefix=True),
        "most": MOST,
    }
    with connection.cursor() as cursor:
        cursor.execute(_BEGINNINGS, params)
        return [title for (title,) in cursor.fetchall()]
