"""What an address asks of a list: words, filters, order, page. Whatever makes no sense is left out, never an error."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from kontor.contexts.catalogue.queries import hidden_categories
from kontor.contexts.search.queries import Query, Sort
from kontor.platform.http.request import Request

FACET = "f."  # before an attribute's code in the address
MOST_FACETS = 12
LONGEST_TEXT = 200
_HIGHEST = Decimal(10) ** 12


@dataclass(frozen=True, slots=True)
class Asked:
    """The readable part of the address. `low` and `high` are in the reader's currency, major units."""

    text: str = ""
    category: str = ""
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    low: Decimal | None = None
    high: Decimal | None = None
    sort: Sort = Sort.BEST
    after: str = ""
    section: str = ""

    @property
    def narrowed(self) -> bool:
        """Whether filters beside the words are set."""
        return bool(self.facets or self.low is not None or self.high is not None)

    def href(self, **changes: Any) -> str:
        """The query string of the same list with some parts changed; a change of anything begins at its first page."""
        fresh = replace(self, **({"after": ""} | changes))
        pairs: list[tuple[str, str]] = [
            ("q", fresh.text),
            ("category", fresh.category),
            ("section", fresh.section),
            *((FACET + code, option) for code, options in fresh.facets.items() for option in options),
            ("low", _spelled(fresh.low)),
            ("high", _spelled(fresh.high)),
            ("sort", "" if fresh.sort is Sort.BEST else fresh.sort.value),
            ("after", fresh.after),
        ]
        return f"?{urlencode([pair for pair in pairs if pair[1]])}"

    def without(self, code: str, option: str) -> str:
        """The query string with one choice taken back."""
        facets = {key: tuple(o for o in options if (key, o) != (code, option)) for key, options in self.facets.items()}
        return self.href(facets={key: options for key, options in facets.items() if options})


def read(given: QueryDict) -> Asked:
    """What the address asks."""
    low, high = _amount(given.get("low", "")), _amount(given.get("high", ""))
    if low is not None and high is not None and low > high:
        low, high = high, low
    return Asked(
        text=" ".join(given.get("q", "").replace("\0", " ").split())[:LONGEST_TEXT],
        category=given.get("category", "")[:60],
        facets=dict(_facets(given)),
        low=low,
        high=high,
        sort=_sort(given.get("sort", "")),
        after=given.get("after", "")[:400],
        section=given.get("section", "")[:20],
    )


def question(asked: Asked, request: Request, **more: Any) -> Query:
    """The search's question for this reader."""
    place = request.place
    return Query(
        text=asked.text, language=place.language, country=registered_in(request), currency=place.currency,
        facets=asked.facets, price_min=asked.low, price_max=asked.high, sort=asked.sort, after=asked.after,
        hidden=hidden_categories(request.seen_from, place.language), **more,
    )  # fmt: skip


def registered_in(request: Request) -> str:
    """The country whose buyers' weights hold: where the buyer is registered, else where the visitor shops from."""
    account = request.account
    return request.place.country if account is None else account.country


def _facets(given: QueryDict) -> Iterable[tuple[str, tuple[str, ...]]]:
    found = 0
    for key in sorted(given):
        code = key.removeprefix(FACET)
        options = tuple(dict.fromkeys(option[:100] for option in given.getlist(key) if option and "\0" not in option))
        if key.startswith(FACET) and code and "\0" not in code and options and found < MOST_FACETS:
            found += 1
            yield code[:60], options[:MOST_FACETS]


def _amount(text: str) -> Decimal | None:
    try:
        value = Decimal(text.strip().replace(" ", "").replace(",", "."))
    except InvalidOperation:
        return None
    return value if value.is_finite() and 0 <= value < _HIGHEST else None


def _spelled(value: Decimal | None) -> str:
    return "" if value is None else f"{value.normalize():f}"


def _sort(text: str) -> Sort:
    try:
        return Sort(text)
    except ValueError:
        return Sort.BEST
