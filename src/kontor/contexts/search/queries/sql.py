"""The statements of the search, put together from fixed parts. What a reader typed travels as parameters only."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from kontor.contexts.pricing.table import RateTable
from kontor.contexts.search import policy
from kontor.contexts.search.keys import Key
from kontor.contexts.search.models import EVERYTHING
from kontor.contexts.search.queries.cards import COLUMNS
from kontor.contexts.search.ranking import TITLE_WEIGHTS, origin_factor
from kontor.contexts.search.shapes import Query, Sort

# column, type of its key, whether the list begins with the greatest
SORTS = {
    Sort.BEST: ("rank", "float8", True),
    Sort.PRICE: ("price_usd", "float8", False),
    Sort.PRICE_DOWN: ("price_usd", "float8", True),
    Sort.NEWEST: ("listed_at", "timestamptz", True),
    Sort.SOLD: ("sold_count", "float8", True),
    Sort.RATING: ("rating_hundredths", "float8", True),
}
_KEY_TYPES = {"sold_count": "int8", "rating_hundredths": "int8"}


@dataclass(slots=True)
class Statement:
    """SQL with its parameters."""

    sql: str
    params: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Words:
    """The two `to_tsquery` texts of a search: in the reader's configuration, and in English ("" for none)."""

    config: str
    own: str
    english: str

    @property
    def sql(self) -> str:
        own = f"to_tsquery('{self.config}', %(own)s)"
        return f"({own} || to_tsquery('english', %(english)s))" if self.english else own


def bounds(query: Query, table: RateTable) -> tuple[list[str], dict[str, Any]]:
    """Conditions on sort figures (alias `s`): price bounds, given in the reader's currency, in US dollars."""
    found: list[str] = []
    params: dict[str, Any] = {}
    for name, value, sign in (("low", query.price_min, ">="), ("high", query.price_max, "<=")):
        if value is not None:
            found.append(f"s.price_usd {sign} %({name})s::float8")
            params[name] = float(value * table.rate(query.currency, "USD").value)
    return found, params


def narrowed(query: Query) -> bool:
    """Whether filters are set beside words, category and store."""
    return bool(query.facets or query.price_min is not None or query.price_max is not None)


def facet_conditions(query: Query) -> tuple[dict[str, str], dict[str, Any]]:
    """For each chosen attribute the condition that a card has one of its chosen options."""
    found: dict[str, str] = {}
    params: dict[str, Any] = {}
    for index, (code, options) in enumerate(sorted(query.facets.items())):
        found[code] = f"s.facets && %(facet{index})s::varchar[]"
        params[f"facet{index}"] = [f"{code}:{option}" for option in options]
    return found, params


def source(query: Query, words: Words | None) -> tuple[str, list[str], dict[str, Any]]:
    """Where candidates come from (alias `s`) and which of them: a shelf, a store's cards, or matching documents."""
    where: list[str] = []
    params: dict[str, Any] = {"category": query.category or EVERYTHING}
    if query.hidden:
        where.append("NOT s.categories && %(hidden)s::bigint[]")
        params["hidden"] = list(query.hidden)
    if words is not None:
        where += [f"s.words @@ {words.sql}", "s.shown_in @> ARRAY[%(language)s]::varchar[]"]
        params |= {"own": words.own, "english": words.english}
    elif query.store is None:
        return "search_shelfplace s", ["s.category_id = %(category)s", *where], params
    if query.category is not None:
        where.append("s.categories @> ARRAY[%(category)s]::bigint[]")
    if query.store is not None:
        where.append("s.store_id = %(store)s")
        params["store"] = query.store
    return ("search_document s" if words is not None else "search_card s"), where, params


def hits(query: Query, words: Words | None, key: Key | None, table: RateTable) -> Statement:
    """One page: the columns of `cards.hit`, then the sorted-by value, then (for words) how many in all."""
    column, kind, down = SORTS[query.sort]
    if key is not None and not key.forward:
        down = not down
    place, where, params = source(query, words)
    more, more_params = bounds(query, table)
    chosen, chosen_params = facet_conditions(query)
    where += more + list(chosen.values())
    params |= more_params | chosen_params | {"language": query.language, "size": query.size + 1}
    if key is not None:
        params |= {"key": datetime.fromisoformat(str(key.value)) if kind == "timestamptz" else key.value,
                   "key_id": key.product_id}  # fmt: skip
    order = _Order(column, _KEY_TYPES.get(column, kind), down, key is not None)
    picked = (
        _among_words(query, words, place, where, order) if words is not None else _on_shelf(query, place, where, order)
    )
    ending = "DESC" if down else "ASC"
    sql = f"""SELECT {COLUMNS}, h.value, h.total FROM ({picked}) h JOIN search_card c USING (product_id)
        ORDER BY h.value {ending}, c.product_id {ending}"""  # noqa: S608  (fixed parts)
    return Statement(sql, params)


@dataclass(frozen=True, slots=True)
class _Order:
    column: str
    kind: str
    down: bool
    keyed: bool

    def by(self, value: str, product: str = "product_id") -> str:
        ending = "DESC" if self.down else "ASC"
        return f"ORDER BY {value} {ending}, {product} {ending} LIMIT %(size)s"

    def beyond(self, value: str, product: str = "product_id") -> str:
        return f"({value}, {product}) {'<' if self.down else '>'} (%(key)s::{self.kind}, %(key_id)s::uuid)"


def _among_words(query: Query, words: Words, place: str, where: list[str], order: _Order) -> str:
    value = f"s.{order.column}"
    if query.sort is Sort.BEST:
        weights = ",".join(map(str, TITLE_WEIGHTS))
        value = f"s.rank * ts_rank('{{{weights}}}', s.words, {words.sql})"
        for condition, factor in _favours(query):
            value += f" * (CASE WHEN {condition} THEN {factor} ELSE 1 END)"
    matching = f"SELECT s.product_id, {value} AS value FROM {place} WHERE {' AND '.join(where)}"  # noqa: S608
    beyond = f"WHERE {order.beyond('value')}" if order.keyed else ""
    # All matches are kept as two narrow columns: counted and sorted without their words.
    return f"""WITH m AS MATERIALIZED ({matching})
        SELECT product_id, value, (SELECT count(*) FROM m) AS total FROM m {beyond} {order.by("value")}"""  # noqa: S608


def _favours(query: Query) -> list[tuple[str, float]]:
    """What weighs more for this reader: a condition on `s` and its factor."""
    found = [("s.boosted", origin_factor(query.country))]
    if query.channel == "coins":
        found.append(("s.grade_a", float(policy.COIN_CHANNEL_WEIGHT.decimal())))
    return [(condition, factor) for condition, factor in found if factor != 1]


def _on_shelf(query: Query, place: str, where: list[str], order: _Order) -> str:
    """Reads the shelf in the order of its index. Favoured goods are read as a list of their own and merged."""
    branches: list[tuple[list[str], float]] = [([], 1.0)]
    if query.sort is Sort.BEST:
        for condition, factor in _favours(query):
            branches = [
                (conditions + part, weight * times)
                for conditions, weight in branches
                for part, times in (([condition], factor), ([f"NOT {condition}"], 1.0))
            ]
    parts = []
    for conditions, weight in branches:
        value = f"s.{order.column}" + (f" * {weight}::float8" if weight != 1 else "")
        begin = [order.beyond(value, "s.product_id")] if order.keyed else []
        if order.keyed and weight != 1:  # lets the index find the beginning; the exact comparison is the one above
            sign, slack = ("<=", 1.000001) if order.down else (">=", 0.999999)
            begin.append(f"s.{order.column} {sign} %(key)s::float8 / {weight} * {slack}")
        parts.append(f"""(SELECT s.product_id, {value} AS value, NULL::bigint AS total FROM {place}
            WHERE {" AND ".join([*where, *conditions, *begin])} {order.by(f"s.{order.column}", "s.product_id")})""")  # noqa: S608
    if len(parts) == 1:
        return parts[0]
    return f"SELECT * FROM ({' UNION ALL '.join(parts)}) b {order.by('value')}"  # noqa: S608


def count(query: Query, table: RateTable) -> Statement:
    """How many a listing holds, counted up to one more than `search.counted`."""
    place, where, params = source(query, None)
    more, more_params = bounds(query, table)
    chosen, chosen_params = facet_conditions(query)
    conditions = " AND ".join([*where, *more, *chosen.values()])
    params |= more_params | chosen_params | {"most": policy.COUNTED.int() + 1}
    return Statement(f"SELECT count(*) FROM (SELECT 1 FROM {place} WHERE {conditions} LIMIT %(most)s) n", params)  # noqa: S608
