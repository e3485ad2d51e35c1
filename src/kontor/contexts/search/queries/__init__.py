"""Reads of the search. All are public except `explain`, which is the operator's."""

from kontor.contexts.search.queries.cards import hits_of
from kontor.contexts.search.queries.covers import covers
from kontor.contexts.search.queries.explain import Explanation, Factor, explain
from kontor.contexts.search.queries.find import search
from kontor.contexts.search.queries.suggest import suggest
from kontor.contexts.search.shapes import Facet, FacetOption, Hit, Page, Query, Sort

__all__ = [
    "Explanation",
    "Facet",
    "FacetOption",
    "Factor",
    "Hit",
    "Page",
    "Query",
    "Sort",
    "covers",
    "explain",
    "hits_of",
    "search",
    "suggest",
]
