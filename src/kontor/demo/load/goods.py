"""Categories and products, with their texts, pictures and SKUs; stock follows when the orders are known."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from kontor.contexts.catalogue.models import (
    Category,
    Picture,
    Product,
    ProductState,
    ProductText,
    Sku,
)
from kontor.contexts.catalogue.services.import_categories import import_categories
from kontor.contexts.catalogue.tree_file import starter
from kontor.demo.content import categories as content
from kontor.demo.content.model import ProductDraft
from kontor.demo.content.products import product
from kontor.demo.load.copying import Row, copy, js
from kontor.demo.load.ids import Ids
from kontor.demo.load.shops import Shop
from kontor.demo.load.stages import state_of
from kontor.kernel.money import Money
from kontor.kernel.viewer import System

_BATCH = 2_000
_POOL = 3_000  # products that the demo's buyers buy from


@dataclass(frozen=True, slots=True)
class Item:
    """A SKU that can be bought."""

    sku_id: UUID
    code: str
    price: Money
    weight_g: int
    hs_code: str
    axes: tuple[tuple[str, str], ...]
    stock: int


@dataclass(frozen=True, slots=True)
class Goods:
    """A product as purchases need it."""

    product_id: UUID
    number: int
    shop: Shop
    category: str
    commission_bp: int
    titles: dict[str, str]
    picture: str
    items: tuple[Item, ...]
    weight: int
    handling_days: int


@dataclass(slots=True)
class Batch:
    """Rows of some thousand products, table by table."""

    products: list[Row] = field(default_factory=list)
    texts: list[Row] = field(default_factory=list)
    pictures: list[Row] = field(default_factory=list)
    skus: list[Row] = field(default_factory=list)
    stock: list[tuple[Shop, UUID, int]] = field(default_factory=list)

    def write(self) -> None:
        copy(Product, self.products)
        copy(ProductText, self.texts)
        copy(Picture, self.pictures)
        copy(Sku, self.skus)


def load_categories() -> dict[str, int]:
    """The tree of goods, as any new market takes it from the starter file; returns the id of each code."""
    import_categories(by=System("kontor demo"), text=starter())
    return dict(Category.objects.values_list("slug", "id"))


def load_goods(
    seed: int,
    shops: Sequence[Shop],
    count: int,
    today: datetime,
    category_ids: dict[str, int],
    picture_paths: Callable[[ProductDraft], list[tuple[str, str]]],
    progress: Callable[[int], None],
) -> tuple[list[Goods], Iterator[tuple[Shop, UUID, int]]]:
    """`count` products over the shops.

    Returns:
        The pool to buy from, and what lies on the shelves: (shop, SKU, units) of every SKU.
    """
    ids, chance = Ids(f"{seed}:goods"), Random(f"{seed}:goods")
    pool: list[Goods] = []
    shelves: list[tuple[Shop, UUID, int]] = []
    batch = Batch()
    serial = [0, 0]
    for index in range(count):
        shop = shops[index % len(shops)]
        goods = _add(
            batch,
            product(seed, index, shop.draft),
            shop,
            today,
            ids,
            chance,
            category_ids,
            picture_paths,
            serial,
            None if index % len(shops) else index // len(shops),
        )
        if len(pool) < _POOL and goods is not None:
            pool.append(goods)
        if len(batch.products) >= _BATCH:
            batch.write()
            shelves += batch.stock
            batch = Batch()
            progress(index + 1)
    batch.write()
    shelves += batch.stock
    progress(count)
    return pool, iter(shelves)


def _add(
    batch: Batch,
    draft: ProductDraft,
    shop: Shop,
    today: datetime,
    ids: Ids,
    chance: Random,
    category_ids: dict[str, int],
    picture_paths: Callable[[ProductDraft], list[tuple[str, str]]],
    serial: list[int],
    place: int | None,
) -> Goods | None:
    at = today - timedelta(days=draft.listed_days_ago, minutes=chance.randint(0, 1400))
    product_id, number = ids.at(at), ids.number()
    state, reason = state_of(chance, place)
    paths = picture_paths(draft)
    batch.products.append(
        {
            "id": product_id,
            "number": number,
            "store_id": shop.store_id,
            "category_id": category_ids[draft.category],
            "slug": draft.slug[:80],
            "state": state,
            "delisted_by": "seller" if state == "delisted" else "",
            "reason": reason,
            "brand": draft.brand,
            "attributes": js(dict(draft.attributes)),
            "home_language": shop.draft.language,
            "picture": paths[0][0] if paths else "",
            "handling_days": shop.draft.handling_days,
            "wechat_pay": shop.draft.country == "CN",
            "sold_count": draft.popularity.sold,
            "rating_hundredths": int(draft.popularity.stars * 100),
            "rating_count": draft.popularity.ratings,
            "created_at": at,
            "changed_at": at,
            "version": 1,
        }
    )
    for language, text in draft.texts.items():
        serial[0] += 1
        batch.texts.append(
            {
                "id": serial[0],
                "product_id": product_id,
                "language": language,
                "title": text.title[:160],
                "description": text.description,
                "bullets": js(text.bullets),
            }
        )
    for position, (path, option) in enumerate(paths):
        serial[1] += 1
        batch.pictures.append(
            {"id": serial[1], "product_id": product_id, "position": position, "path": path, "axis_option": option}
        )
    items = _skus(batch, draft, shop, product_id, at, ids)
    if state != ProductState.APPROVED:
        return None
    return Goods(
        product_id,
        number,
        shop,
        draft.category,
        content.by_slug()[draft.category].commission_bp,
        {language: text.title for language, text in draft.texts.items()},
        paths[0][0] if paths else "",
        items,
        draft.popularity.weight,
        shop.draft.handling_days,
    )


def _skus(batch: Batch, draft: ProductDraft, shop: Shop, product_id: UUID, at: datetime, ids: Ids) -> tuple[Item, ...]:
    items = []
    for position, sku in enumerate(draft.skus):
        sku_id = ids.at(at)
        row: dict[str, Any] = {
            "id": sku_id,
            "product_id": product_id,
            "store_id": shop.store_id,
            "code": sku.code[:40],
            "axes": js(dict(sku.axes)),
            "barcode": sku.barcode,
            "price_minor": sku.price.minor,
            "list_price_minor": sku.list_price.minor if sku.list_price else None,
            "currency": sku.price.currency,
            "weight_g": sku.weight_g,
            "length_mm": sku.size_mm[0],
            "width_mm": sku.size_mm[1],
            "height_mm": sku.size_mm[2],
            "hs_code": sku.hs_code,
            "position": position,
            "active": True,
        }
        batch.skus.append(row)
        batch.stock.append((shop, sku_id, sku.stock))
        items.append(Item(sku_id, sku.code[:40], sku.price, sku.weight_g, sku.hs_code, sku.axes, sku.stock))
    return tuple(items)


def digest(text: str) -> str:
    """A short name for a file that follows from what is in it."""
    return hashlib.sha256(text.encode()).hexdigest()[:20]
