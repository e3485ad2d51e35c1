"""The search: words or none, filters, order, one page (TRD-03). Public."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from kontor.contexts.pricing.queries import rates
from kontor.contexts.pricing.table import RateTable
from kontor.contexts.search import keys, policy, rules
from kontor.contexts.search.queries import facets, sql
from kontor.contexts.search.queries.cards import hit
from kontor.contexts.search.queries.mend import mended
from kontor.contexts.search.shapes import Page, Query, Sort
from kontor.platform.reference import Reference

EXACT, BEGINNING, MENDED, ANY_WORD = range(4)
_VALUE, _TOTAL = 15, 16  # places in a row, after the columns of a card


def search(query: Query) -> Page:
    """What `query` finds, one page of it: one statement, and one more for facets when they are asked for.

    Only where words find too little, more statements look for beginnings of the last word, for words that are
    typed nearly so, and at last for any of the words.
    """
    table = rates()
    key = keys.read(query.after, moment=query.sort is Sort.NEWEST) if query.after else None
    if rules.tokens(query.text, query.language, query=True):
        found = _by_words(query, key, table)
    else:
        found = _Found(_rows(sql.hits(query, None, key, table)), None)
    return _page(query, key, found, table)


@dataclass(frozen=True, slots=True)
class _Found:
    rows: list[tuple[Any, ...]]
    words: sql.Words | None
    step: int = EXACT
    instead: str = ""


def _by_words(query: Query, key: keys.Key | None, table: RateTable) -> _Found:
    if key is not None:  # later pages stay with what the first one found
        words = _words(query, key.step, key.instead)
        return _Found(_rows(sql.hits(query, words, key, table)), words, key.step, key.instead)
    best = _Found([], _words(query, EXACT))
    for words, step, instead in _steps(query):
        if step == ANY_WORD and best.rows:
            break
        rows = _rows(sql.hits(query, words, None, table))
        if len(rows) > len(best.rows):
            best = _Found(rows, words, step, instead)
        if len(best.rows) >= policy.ENOUGH.int():
            break
    return best


def _steps(query: Query) -> Iterator[tuple[sql.Words, int, str]]:
    yield _words(query, EXACT), EXACT, ""
    yield _words(query, BEGINNING), BEGINNING, ""
    if instead := mended(query.text, query.language):
        yield _words(query, MENDED, instead), MENDED, instead
    yield _words(query, ANY_WORD), ANY_WORD, ""


def _words(query: Query, step: int, instead: str = "") -> sql.Words:
    """The statement's words at a step of forgiveness."""

    def text(language: str) -> str:
        groups = [[word] for word in rules.tokens(query.text, language, query=True)]
        if step == MENDED:
            others = rules.tokens(instead, language, query=True)
            groups = [
                list(dict.fromkeys([*group, other])) for group, other in zip(groups, others, strict=False)
            ] or groups
        return rules.tsquery(groups, joined="|" if step == ANY_WORD else "&", prefix=step == BEGINNING)

    latin = query.language != "en" and any(letter.isascii() and letter.isalpha() for letter in query.text)
    return sql.Words(rules.CONFIGS.get(query.language, "simple"), text(query.language), text("en") if latin else "")


def _rows(statement: sql.Statement) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement.sql, statement.params)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def _page(query: Query, key: keys.Key | None, found: _Found, table: RateTable) -> Page:
    rows, size = found.rows, query.size
    backward = key is not None and not key.forward
    more = len(rows) > size
    rows = rows[:size]
    if backward:
        rows = rows[::-1]
    has_next, has_prev = (True, more) if backward else (more, key is not None)
    total, beyond = _total(query, found, table)
    counted = facets.count(query, found.words, table) if query.counted else facets.NOTHING
    return Page(
        hits=tuple(hit(row, query.currency, table) for row in rows),
        next=_key(rows[-1], found, forward=True) if rows and has_next else "",
        prev=_key(rows[0], found, forward=False) if rows and has_prev else "",
        total=total,
        more=beyond,
        facets=counted.facets,
        categories=counted.categories,
        instead=found.instead,
        any_word=found.step == ANY_WORD,
    )


def _key(row: tuple[Any, ...], found: _Found, *, forward: bool) -> str:
    value = row[_VALUE].isoformat() if isinstance(row[_VALUE], datetime) else float(row[_VALUE])
    return keys.Key(forward, value, row[0], found.step, found.instead).write()


def _total(query: Query, found: _Found, table: RateTable) -> tuple[int, bool]:
    if found.words is not None:
        return (found.rows[0][_TOTAL] if found.rows else 0), False
    if not sql.narrowed(query):
        return _shelf_totals(query.category, query.store, query.hidden), False
    counted: int = _rows(sql.count(query, table))[0][0]
    most = policy.COUNTED.int()
    return min(counted, most), counted > most


_EXACTLY = "SELECT count(*) FROM {place} WHERE {where}"


def _count_shelf(category: int | None, store: UUID | None, hidden: tuple[int, ...]) -> int:
    place, where, params = sql.source(Query(category=category, store=store, hidden=hidden), None)
    statement = sql.Statement(_EXACTLY.format(place=place, where=" AND ".join(where) or "true"), params)
    return int(next(itertools.chain(*_rows(statement))))


_shelf_totals: Reference[int] = Reference(_count_shelf)
