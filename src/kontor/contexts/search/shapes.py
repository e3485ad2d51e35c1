"""Questions and answers of the search: plain frozen values. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from kontor.kernel.money import Money


class Sort(StrEnum):
    """In which order; `BEST` is the ranking."""

    BEST = "best"
    PRICE = "price"
    PRICE_DOWN = "-price"
    NEWEST = "newest"
    SOLD = "sold"
    RATING = "rating"


@dataclass(frozen=True, slots=True)
class Query:
    """What somebody looks for.

    Attributes:
        country: in which the reader is registered; weighs the ranking.
        currency: in which prices are shown, and in which the price bounds are meant (major units).
        category, store: ids; None for all.
        facets: attribute code → chosen option codes: any of one attribute, all attributes.
        after: a page's `next` or `prev`; "" for the first page.
        counted: whether facets are to be counted (one more statement).
        channel: `coins` for the coin channel.
        hidden: ids of categories whose goods, and those of all below, the reader is not shown (ACC-34).
    """

    text: str = ""
    language: str = "en"
    country: str = ""
    currency: str = "USD"
    category: int | None = None
    store: UUID | None = None
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    price_min: Decimal | None = None
    price_max: Decimal | None = None
    sort: Sort = Sort.BEST
    after: str = ""
    size: int = 24
    counted: bool = False
    channel: str = ""
    hidden: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A product in a list. `price` is in the reader's currency, `store_price` in the store's."""

    product_id: UUID
    number: int
    slug: str
    title: str
    picture: str
    price: Money
    list_price: Money | None
    store_price: Money
    price_varies: bool
    rating_hundredths: int
    rating_count: int
    sold_count: int
    store_slug: str
    store_name: str
    store_country: str


@dataclass(frozen=True, slots=True)
class FacetOption:
    code: str
    label: str
    count: int
    chosen: bool
    swatch: str = ""


@dataclass(frozen=True, slots=True)
class Facet:
    code: str
    label: str
    options: tuple[FacetOption, ...]


@dataclass(frozen=True, slots=True)
class CategoryCount:
    id: int
    slug: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Page:
    """A page of results.

    Attributes:
        next, prev: for `Query.after`; "" where there is no such page.
        total: how many in all, exact up to a bound; `more` says that there are more than that.
        instead: the mended words when typing errors were forgiven, else "".
        any_word: not all words were found together; any of them was enough.
    """

    hits: tuple[Hit, ...]
    next: str
    prev: str
    total: int
    more: bool
    facets: tuple[Facet, ...] = ()
    categories: tuple[CategoryCount, ...] = ()
    instead: str = ""
    any_word: bool = False
