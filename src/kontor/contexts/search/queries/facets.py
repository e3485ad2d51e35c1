"""Counting what the results could be narrowed to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import connection

from kontor.contexts.catalogue.queries import attributes_of, category_by_id, category_tree
from kontor.contexts.catalogue.queries.categories import AttributeView, CategoryNode
from kontor.contexts.pricing.table import RateTable
from kontor.contexts.search.queries import sql
from kontor.contexts.search.shapes import CategoryCount, Facet, FacetOption, Query
from kontor.platform.reference import Reference

MOST_LOOKED_AT = 5000  # results beyond are not counted
MOST_OPTIONS = 12
MOST_KEPT = 600  # questions whose numbers a process keeps, some 10 KB each
MOST_FACETS = 6  # beside brands: those that tell most of the results apart
BRAND = "brand"


@dataclass(frozen=True, slots=True)
class Counted:
    facets: tuple[Facet, ...]
    categories: tuple[CategoryCount, ...]


NOTHING = Counted((), ())

# An option is counted as if nothing of its own attribute were chosen: choosing one does not hide the others.
_COUNT = """
WITH base AS MATERIALIZED (SELECT s.facets, s.categories {flags} FROM {place} WHERE {where} {order} LIMIT %(most)s)
SELECT option, count(*) FROM base, unnest(base.facets) AS option WHERE {own} GROUP BY option
UNION ALL
SELECT '#' || category, count(*) FROM base, unnest(base.categories) AS category WHERE {every} GROUP BY category
"""

Counts = Mapping[str, int]


def count(query: Query, words: sql.Words | None, table: RateTable) -> Counted:
    """Facets and categories of what `query` finds, named in its language; at most a minute old."""
    known, key = _kept(), _key(query, words)
    found = known.get(key)
    if found is None:
        shelf = words is None and query.store is None and not sql.narrowed(query)
        counts = _shelf_counts(query.category, query.hidden) if shelf else _ask(query, words, table)
        found = Counted(_facets(query, counts), _categories(query, counts))
        if len(known) >= MOST_KEPT:
            known.clear()
        known[key] = found
    return found


def _key(query: Query, words: sql.Words | None) -> tuple[object, ...]:
    """All that the numbers and their names depend on; the page and its order are not among it."""
    bounded = query.price_min is not None or query.price_max is not None
    return (
        words, query.language, query.category, query.store, tuple(sorted(query.facets.items())), query.price_min,
        query.price_max, query.currency if bounded else "", query.hidden,
    )  # fmt: skip


def _ask(query: Query, words: sql.Words | None, table: RateTable) -> Counts:
    place, where, params = sql.source(query, words)
    bounds, bound_params = sql.bounds(query, table)
    chosen, chosen_params = sql.facet_conditions(query)
    flags = [f"({condition}) AS chosen{index}" for index, condition in enumerate(chosen.values())]
    own = [f"(chosen{index} OR starts_with(option, %(code{index})s))" for index in range(len(chosen))]
    params |= bound_params | chosen_params | {"language": query.language, "most": MOST_LOOKED_AT}
    params |= {f"code{index}": f"{code}:" for index, code in enumerate(chosen)}
    statement = _COUNT.format(
        place=place,
        order="" if words is not None else "ORDER BY s.rank DESC, s.product_id DESC",
        where=" AND ".join([*where, *bounds]),
        flags="".join(f", {flag}" for flag in flags),
        own=" AND ".join(own) or "true",
        every=" AND ".join(f"chosen{index}" for index in range(len(chosen))) or "true",
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return dict(cursor.fetchall())


def _load(category: int | None, hidden: tuple[int, ...]) -> Counts:
    return _ask(Query(category=category, hidden=hidden), None, RateTable({}))


_shelf_counts: Reference[Counts] = Reference(_load)  # the numbers are the same in every language
_kept: Reference[dict[tuple[object, ...], Counted]] = Reference(dict)


def _facets(query: Query, counts: Counts) -> tuple[Facet, ...]:
    known = _attributes(query)
    found: dict[str, list[FacetOption]] = defaultdict(list)
    for entry, number in counts.items():
        code, _, option = entry.partition(":")
        chosen = option in query.facets.get(code, ())
        if code == BRAND:
            found[code].append(FacetOption(option, option, number, chosen))
        elif code in known and known[code].is_facet:
            view = known[code].options.get(option)
            found[code].append(
                FacetOption(option, known[code].shown(option), number, chosen, view.swatch if view else "")
            )
    telling = sorted((code for code in found if code != BRAND), key=lambda c: (c not in query.facets, -_sum(found[c])))
    shown = telling[:MOST_FACETS]
    order = [*(code for code in known if code in shown), *([BRAND] if BRAND in found else [])]
    return tuple(
        Facet(code, known[code].label if code in known else code, _most_used(found[code], known.get(code)))
        for code in order
    )


def _sum(options: list[FacetOption]) -> int:
    return sum(option.count for option in options)


def _most_used(options: list[FacetOption], known: AttributeView | None) -> tuple[FacetOption, ...]:
    """The chosen and the fullest options, in the attribute's own order; brands fullest first."""
    options.sort(key=lambda option: (not option.chosen, -option.count, option.label))
    kept = options[:MOST_OPTIONS]
    if known is not None:
        place = {code: index for index, code in enumerate(known.options)}
        kept.sort(key=lambda option: place.get(option.code, 0))
    return tuple(kept)


def _attributes(query: Query) -> Mapping[str, AttributeView]:
    """The attributes of the category, or of all categories when none (or one with others below) is chosen."""
    node = category_by_id(query.category, query.language) if query.category else None
    if node is not None and not node.children:
        return attributes_of(node.id, query.language)
    return _merged(node.id if node else None, query.language)


def _merge(category: int | None, language: str) -> Mapping[str, AttributeView]:
    node = category_by_id(category, language) if category else None
    merged: dict[str, AttributeView] = {}
    for leaf in _leaves(node.children if node else category_tree(language)):
        for code, view in attributes_of(leaf.id, language).items():
            options = {**view.options, **merged[code].options} if code in merged else view.options
            label = merged[code].label if code in merged else view.label
            merged[code] = AttributeView(code, label, view.unit, view.is_axis, view.is_facet, options)
    return merged


_merged: Reference[Mapping[str, AttributeView]] = Reference(_merge)


def _leaves(nodes: tuple[CategoryNode, ...]) -> list[CategoryNode]:
    return [leaf for node in nodes for leaf in (_leaves(node.children) if node.children else [node])]


def _categories(query: Query, counts: Counts) -> tuple[CategoryCount, ...]:
    """The categories right below the chosen one (or at the top) that hold results, fullest first."""
    node = category_by_id(query.category, query.language) if query.category else None
    below = category_tree(query.language) if node is None else node.children
    found = [CategoryCount(child.id, child.slug, child.name, counts.get(f"#{child.id}", 0)) for child in below]
    return tuple(sorted((entry for entry in found if entry.count), key=lambda entry: (-entry.count, entry.name)))
