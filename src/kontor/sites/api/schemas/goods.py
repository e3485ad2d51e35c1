"""Products, stock and prices, as programs of their store take and give them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import Field

from kontor.sites.api.schemas.common import Money, Strict
from kontor.sites.api.schemas.texts import Code, Count, Name, Price, Switch, Text, Whole


class TextIn(Strict):
    title: Annotated[Text, Field(max_length=160)]
    description: Annotated[Text, Field(max_length=20_000)] = ""
    bullets: Annotated[list[Annotated[Text, Field(max_length=300)]], Field(max_length=20)] = []


class SkuIn(Strict):
    """A variant. `id` names a known one; one that is left out becomes inactive."""

    id: UUID | None = None
    code: Code
    price: Price
    list_price: Annotated[Price | None, Field(description="the price before, shown struck through")] = None
    weight_g: Annotated[Whole, Field(ge=1, le=1_000_000)]
    axes: Annotated[dict[Name, Name], Field(max_length=10, description='`{"colour": "red"}`')] = {}
    barcode: Annotated[Text, Field(max_length=14)] = ""
    length_mm: Annotated[Whole, Field(ge=0, le=100_000)] = 0
    width_mm: Annotated[Whole, Field(ge=0, le=100_000)] = 0
    height_mm: Annotated[Whole, Field(ge=0, le=100_000)] = 0
    hs_code: Annotated[Text, Field(max_length=10)] = ""
    active: Switch = True


class ProductPictureIn(Strict):
    """`path` as `POST /seller/pictures` gave it; `axis_option` (`colour:red`) shows it for that choice."""

    path: Annotated[Text, Field(max_length=200)]
    axis_option: Name = ""


class ProductIn(Strict):
    """A product, whole."""

    category: Annotated[Text, Field(max_length=80, description="a category's slug, one without children")]
    texts: Annotated[dict[Annotated[Text, Field(max_length=8)], TextIn], Field(max_length=7)]
    skus: Annotated[list[SkuIn], Field(max_length=200)]
    pictures: Annotated[list[ProductPictureIn], Field(max_length=30)] = []
    brand: Name = ""
    attributes: Annotated[dict[Name, Annotated[Text, Field(max_length=200)]], Field(max_length=60)] = {}
    handling_days: Annotated[Whole, Field(ge=1, le=60)] = 3
    wechat_pay: Switch = False


class SellerSku(Schema):
    id: UUID
    code: str
    price: Money
    list_price: Money | None
    weight_g: int
    axes: dict[str, str]
    barcode: str
    length_mm: int
    width_mm: int
    height_mm: int
    hs_code: str
    active: bool


class SellerText(Schema):
    title: str
    description: str
    bullets: list[str]


class SellerPicture(Schema):
    path: str
    axis_option: str


class SellerProduct(Schema):
    """A product as its store sees it. `version` stands in the ETag as well."""

    number: str
    state: str
    reason: Annotated[str, Field(description="why it was rejected or taken off sale")]
    version: int
    category: str
    texts: dict[str, SellerText]
    skus: list[SellerSku]
    pictures: list[SellerPicture]
    brand: str
    attributes: dict[str, str]
    handling_days: int
    wechat_pay: bool


class ProductMade(Schema):
    number: str
    state: str
    version: int


class ProductLine(Schema):
    number: str
    state: str
    title: str
    category: str
    sku_count: int
    version: int
    changed_at: datetime


class ProductLines(Schema):
    items: list[ProductLine]
    next: str | None


class PictureKept(Schema):
    path: str


class Stock(Schema):
    warehouse_id: UUID
    on_hand: int
    reserved: Annotated[int, Field(description="promised to orders, part of `on_hand`")]


class ShelfSku(Schema):
    id: UUID
    code: str
    product: Annotated[str, Field(description="the product's number")]
    product_state: str
    active: bool
    barcode: str
    price: Money
    list_price: Money | None
    stock: list[Stock]


class Shelf(Schema):
    items: list[ShelfSku]
    next: str | None


class ShelfAsked(Schema):
    """Which SKUs."""

    code: Annotated[list[Code], Field(max_length=100, description="only these")] = []
    product: Annotated[int | None, Field(ge=1, le=10**18 - 1, description="only those of this product")] = None
    after: Annotated[Text, Field(max_length=80, description="`next` of the page before")] = ""
    size: Annotated[int, Field(ge=1, le=200)] = 100


class StockRow(Strict):
    """So many units of a SKU lie in a warehouse: a count, not a change."""

    sku: Code
    on_hand: Count
    warehouse_id: Annotated[UUID | None, Field(description="left out: the store's first warehouse")] = None


class StockIn(Strict):
    items: Annotated[list[StockRow], Field(min_length=1)]


class PriceRow(Strict):
    sku: Code
    price: Price
    list_price: Price | None = None


class PricesIn(Strict):
    items: Annotated[list[PriceRow], Field(min_length=1)]


class RowRefused(Schema):
    code: str
    title: str


class RowDone(Schema):
    """What became of a row. `error` says why nothing of it was done; the other rows are done all the same."""

    sku: str
    ok: bool
    error: RowRefused | None = None


class RowsDone(Schema):
    done: int
    refused: int
    results: Annotated[list[RowDone], Field(description="in the order of the request")]
