"""A product's page: one query for everything that it shows. Public."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from kontor.contexts.catalogue.errors import ProductNotFound
from kontor.contexts.catalogue.queries.categories import AttributeView, attributes_of, is_controlled
from kontor.kernel.money import Money


@dataclass(frozen=True, slots=True)
class StoreChip:
    """The store as a product's page shows it."""

    id: UUID
    slug: str
    name: str
    country: str
    currency: str
    language: str
    state: str
    logo: str
    rating_hundredths: int
    rating_count: int


@dataclass(frozen=True, slots=True)
class PictureView:
    path: str
    axis_option: str


@dataclass(frozen=True, slots=True)
class SkuView:
    """A variant; prices in the store's currency for one unit, `available` over all warehouses."""

    id: UUID
    code: str
    axes: Mapping[str, str]
    price: Money
    list_price: Money | None
    weight_g: int
    length_mm: int
    width_mm: int
    height_mm: int
    barcode: str
    available: int


@dataclass(frozen=True, slots=True)
class ProductPage:
    """An approved product in one language.

    Attributes:
        language: of the words; differs from the reader's when there are none in it.
        languages: in which the product has words of its own.
        axes: what SKUs differ by, only with options that some SKU has.
        attributes: (label, value) pairs in the order of the category.
    """

    id: UUID
    number: int
    slug: str
    category_id: int
    title: str
    description: str
    bullets: tuple[str, ...]
    language: str
    languages: tuple[str, ...]
    brand: str
    attributes: tuple[tuple[str, str], ...]
    axes: tuple[AttributeView, ...]
    pictures: tuple[PictureView, ...]
    skus: tuple[SkuView, ...]
    store: StoreChip
    handling_days: int
    wechat_pay: bool
    export_controlled: bool
    sold_count: int
    rating_hundredths: int
    rating_count: int
    approved_at: datetime

    def sku(self, sku_id: UUID | None) -> SkuView:
        """The chosen SKU: the one asked for, else the cheapest that is there, else the first."""
        for sku in self.skus:
            if sku.id == sku_id:
                return sku
        there = [sku for sku in self.skus if sku.available > 0]
        return min(there or self.skus, key=lambda sku: sku.price.minor)


_PAGE = """
SELECT p.id, p.number, p.slug, p.category_id, t.title, t.description, t.bullets, t.language, p.brand, p.attributes,
    greatest(p.handling_days, s.handling_days), p.wechat_pay, p.sold_count, p.rating_hundredths,
    p.rating_count, p.changed_at, s.id, s.slug, s.name, s.country, s.currency, s.language, s.state, s.logo,
    s.rating_hundredths, s.rating_count,
    (SELECT array_agg(language ORDER BY language) FROM catalogue_producttext WHERE product_id = p.id),
    (SELECT jsonb_agg(jsonb_build_array(path, axis_option) ORDER BY position)
        FROM catalogue_picture WHERE product_id = p.id),
    (SELECT jsonb_agg(jsonb_build_array(
            k.id, k.code, k.axes, k.price_minor, k.list_price_minor, k.currency, k.weight_g, k.length_mm, k.width_mm,
            k.height_mm, k.barcode,
            (SELECT coalesce(sum(on_hand - reserved), 0) FROM inventory_stock WHERE sku_id = k.id)
        ) ORDER BY k.position, k.id) FROM catalogue_sku k WHERE k.product_id = p.id AND k.active)
FROM catalogue_product p
JOIN sellers_store s ON s.id = p.store_id
JOIN LATERAL (
    SELECT language, title, description, bullets FROM catalogue_producttext
    WHERE product_id = p.id
    ORDER BY (language = %(language)s) DESC, (language = 'en') DESC, (language = p.home_language) DESC, id LIMIT 1
) t ON true
WHERE p.number = %(number)s AND p.state = 'approved' AND s.state IN ('open', 'holiday')
"""


def product_page(number: int, language: str) -> ProductPage:
    """The product with this public number, for anybody.

    Raises:
        ProductNotFound: absent, not approved, without a SKU, or in a store that is not open.
    """
    with connection.cursor() as cursor:
        cursor.execute(_PAGE, {"number": number, "language": language})
        row = cursor.fetchone()
    if row is None or row[-1] is None:
        raise ProductNotFound
    return _page(row, language)


_AWAY = """
SELECT s.name FROM catalogue_product p JOIN sellers_store s ON s.id = p.store_id
WHERE p.number = %s AND p.state = 'approved' AND s.state = 'hidden'
"""


def store_out_of_sight(number: int) -> str | None:
    """The name of the hidden store that offers this product; None for any other. For anybody who has the link."""
    with connection.cursor() as cursor:
        cursor.execute(_AWAY, [number])
        row = cursor.fetchone()
    return row[0] if row else None


def _page(row: tuple[Any, ...], language: str) -> ProductPage:
    known = attributes_of(row[3], language)
    skus = tuple(_sku(part) for part in _plain(row[28]))
    return ProductPage(
        id=row[0], number=row[1], slug=row[2] or "item", category_id=row[3], title=row[4], description=row[5],
        bullets=tuple(_plain(row[6])), language=row[7], languages=tuple(row[26]), brand=row[8],
        attributes=named_attributes(_plain(row[9]), known), axes=used_axes(skus, known),
        pictures=tuple(PictureView(path, option) for path, option in _plain(row[27]) or []), skus=skus,
        store=StoreChip(*row[16:26]), handling_days=row[10], wechat_pay=row[11],
        export_controlled=is_controlled(row[3], language),
        sold_count=row[12], rating_hundredths=row[13], rating_count=row[14], approved_at=row[15],
    )  # fmt: skip


def _plain(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value


def _sku(part: list[Any]) -> SkuView:
    sku_id, code, axes, price, before, currency, weight, length, width, height, barcode, free = part
    return SkuView(
        UUID(sku_id), code, axes, Money(price, currency), None if before is None else Money(before, currency),
        weight, length, width, height, barcode, int(free),
    )  # fmt: skip


def named_attributes(values: Mapping[str, Any], known: Mapping[str, AttributeView]) -> tuple[tuple[str, str], ...]:
    """Values of attributes as (label, value), in the order of the category."""
    return tuple((known[code].label, known[code].shown(values[code])) for code in known if values.get(code))


def used_axes(skus: tuple[SkuView, ...], known: Mapping[str, AttributeView]) -> tuple[AttributeView, ...]:
    """The axes that these SKUs have, narrowed to options in use, in the order of the category's options."""
    result = []
    for code, attribute in known.items():
        used = {sku.axes[code] for sku in skus if code in sku.axes}
        options = {key: option for key, option in attribute.options.items() if key in used}
        if options:
            result.append(
                AttributeView(code, attribute.label, attribute.unit, attribute.is_axis, attribute.is_facet, options)
            )
    return tuple(result)
