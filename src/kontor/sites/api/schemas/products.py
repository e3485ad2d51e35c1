"""Products, categories, stores."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import Field

from kontor.sites.api.schemas.common import Labelled, Money, RatedStore, StoreName


class Card(Schema):
    """A product in a list, its prices in the reader's currency."""

    number: str
    slug: str
    title: str
    picture: str | None
    price: Money
    list_price: Money | None
    price_varies: bool
    rating: float | None
    rating_count: int
    sold_count: int
    store: StoreName


class Option(Schema):
    code: str
    label: str


class FacetOption(Option):
    count: int
    chosen: bool


class Facet(Schema):
    code: str
    label: str
    options: list[FacetOption]


class CategoryCount(Schema):
    slug: str
    name: str
    count: int


class ProductList(Schema):
    """A page of products. `next` and `previous` are values for `after`."""

    items: list[Card]
    total: int
    more_than_total: bool
    next: str | None
    previous: str | None
    searched_instead: Annotated[str | None, Field(description="the mended words, where typing errors were forgiven")]
    facets: list[Facet]
    categories: list[CategoryCount]


class Axis(Schema):
    code: str
    label: str
    options: list[Option]


class Picture(Schema):
    url: str
    option: Annotated[str | None, Field(description="axis:option that it shows")]


class Sku(Schema):
    """A variant. `available` counts up to 20 and stands for at least as many."""

    id: UUID
    code: str
    axes: dict[str, str]
    price: Money
    list_price: Money | None
    store_price: Money
    weight_g: int
    available: int


class Product(Schema):
    """A product in one language, its prices in the reader's currency."""

    number: str
    slug: str
    title: str
    description: str
    bullets: list[str]
    language: str
    languages: list[str]
    brand: str | None
    attributes: list[Labelled]
    axes: list[Axis]
    pictures: list[Picture]
    skus: list[Sku]
    rating: float | None
    rating_count: int
    sold_count: int
    handling_days: int
    store: RatedStore


class Category(Schema):
    slug: str
    name: str
    children: list[Category]


class Store(RatedStore):
    """An open store."""

    currency: str
    about: str
    return_policy: str
    shipping_policy: str
    handling_days: int
    on_holiday_until: date | None
