"""Why is it here: the factors of one product's place, for the operator (TRD-03)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from math import prod

from django.db import connection

from kontor.contexts.search import policy, ranking, rules
from kontor.contexts.search.queries.find import EXACT, _words
from kontor.contexts.search.shapes import Query
from kontor.kernel.viewer import Operator


@dataclass(frozen=True, slots=True)
class Factor:
    """One weight: `sentence` is marked for translation."""

    name: str
    value: float
    sentence: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """A product's score as the product of its factors; `found` is False when the words do not match it."""

    number: int
    title: str
    found: bool
    score: float
    factors: tuple[Factor, ...]


_CARD = "SELECT product_id, title, boosted, grade_a, factors FROM search_card WHERE number = %s"
_RELEVANCE = """
SELECT ts_rank(%(weights)s::float4[], words, {words}) FROM search_document s
WHERE product_id = %(product)s AND shown_in @> ARRAY[%(language)s]::varchar[] AND s.words @@ {words}
"""


def explain(viewer: Operator, number: int, query: Query) -> Explanation | None:
    """The factors of the product with this number for a reader who asks `query`; None when it is not on sale."""
    del viewer
    with connection.cursor() as cursor:
        cursor.execute(_CARD, [number])
        row = cursor.fetchone()
        if row is None:
            return None
        product_id, title, boosted, grade_a, kept = row
        values: dict[str, float] = dict(json.loads(kept) if isinstance(kept, str) else kept)
        found = True
        if rules.tokens(query.text, query.language, query=True):
            words = _words(query, EXACT)
            cursor.execute(
                _RELEVANCE.format(words=words.sql),
                {
                    "weights": list(ranking.TITLE_WEIGHTS),
                    "product": product_id,
                    "language": query.language,
                    "own": words.own,
                    "english": words.english,
                },
            )
            match = cursor.fetchone()
            found = match is not None
            values["relevance"] = match[0] if match else 0.0
    if boosted:
        values["origin"] = ranking.origin_factor(query.country)
    if grade_a and query.channel == "coins":
        values["coin_channel"] = float(policy.COIN_CHANNEL_WEIGHT.decimal())
    factors = tuple(Factor(name, value, ranking.SENTENCES[name]) for name, value in values.items())
    return Explanation(number, title, found, prod(values.values()), factors)
