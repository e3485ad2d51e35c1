"""Forgiving typing errors: words that are nearly like known ones (TRD-03)."""

from __future__ import annotations

from django.db import connection

from kontor.contexts.search import policy, rules
from kontor.platform.reference import Reference

SHORTEST = 4  # shorter words are too like too many others

# For each word that nobody uses: the known word most like it. `%%` is pg_trgm's similarity, found by index at 0.3
# and more; the same letters in another order count as alike.
_NEAREST = """
SELECT typed.word, near.word
FROM unnest(%(words)s::varchar[], %(letters)s::varchar[]) AS typed (word, letters)
CROSS JOIN LATERAL (
    SELECT w.word, greatest(similarity(w.word, typed.word), CASE WHEN w.letters = typed.letters THEN 0.6 END) AS alike
    FROM search_word w
    WHERE w.language = ANY(%(languages)s::varchar[]) AND (w.word %% typed.word OR w.letters = typed.letters)
    ORDER BY alike DESC, abs(length(w.word) - length(typed.word)), w.word
    LIMIT 1
) AS near
WHERE near.alike >= %(least)s
    AND NOT EXISTS (
        SELECT 1 FROM search_word w WHERE w.word = typed.word AND w.language = ANY(%(languages)s::varchar[])
    )
"""


def mended(text: str, language: str) -> str:
    """`text` with unknown words replaced by their nearest known ones; "" when there is nothing to mend.

    What is known may be a minute old.
    """
    return _mended(text, language)


def _mend(text: str, language: str) -> str:
    typed = rules.typed_words(text)
    doubtful = [word for word in typed if len(word) >= SHORTEST and not rules.is_han(word)]
    if not doubtful:
        return ""
    with connection.cursor() as cursor:
        cursor.execute(
            _NEAREST,
            {
                "words": doubtful,
                "letters": [letters(word) for word in doubtful],
                "languages": [language, "en"],
                "least": float(policy.SIMILARITY.decimal()),
            },
        )
        nearest: dict[str, str] = dict(cursor.fetchall())
    return " ".join(nearest.get(word, word) for word in typed) if nearest else ""


_mended: Reference[str] = Reference(_mend)


def letters(word: str) -> str:
    """The letters of a word, sorted: equal for words with swapped letters."""
    return "".join(sorted(word))
