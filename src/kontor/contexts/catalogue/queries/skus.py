"""What cart and checkout need to know of SKUs: one query for any number of them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from django.db import connection

from kontor.contexts.catalogue.lifecycle import State
from kontor.contexts.catalogue.queries.categories import attributes_of, is_controlled
from kontor.kernel.money import Money


@dataclass(frozen=True, slots=True)
class SkuFacts:
    """A SKU with its product and store, words in the reader's language.

    Attributes:
        axes: (label, option) pairs in the order of the category, in the reader's language.
        price, list_price: in the store's currency, for one unit.
        available: free units over all warehouses.
    """

    sku_id: UUID
    code: str
    product_id: UUID
    product_number: int
    slug: str
    title: str
    axes: tuple[tuple[str, str], ...]
    picture: str
    store_id: UUID
    store_name: str
    store_slug: str
    store_country: str
    store_currency: str
    store_state: str
    category_id: int
    commission_bp: int
    export_controlled: bool
    hs_code: str
    weight_g: int
    length_mm: int
    width_mm: int
    height_mm: int
    price: Money
    list_price: Money | None
    available: int
    active: bool
    product_state: str
    wechat_pay: bool
    handling_days: int

    @property
    def for_sale(self) -> bool:
        """Whether it may be bought at all, stock aside: approved, active, in an open store."""
        return self.active and self.product_state == State.APPROVED and self.store_state in {"open", "holiday"}


# Free units are read from inventory's table: the sum is a fact of the SKU, and a second round trip is not.
_COLUMNS = """k.id, k.code, p.id, p.number, p.slug, t.title, k.axes,
    coalesce(x.path, p.picture), s.id, s.name, s.slug, s.country, s.currency, s.state,
    p.category_id, c.commission_bp,
    CASE WHEN k.hs_code <> '' THEN k.hs_code ELSE c.hs_prefix END,
    k.weight_g, k.length_mm, k.width_mm, k.height_mm, k.price_minor, k.list_price_minor, k.currency,
    coalesce(f.free, 0), k.active, p.state, p.wechat_pay, greatest(p.handling_days, s.handling_days)"""
_AROUND = """
LEFT JOIN catalogue_product p ON p.id = k.product_id
LEFT JOIN catalogue_category c ON c.id = p.category_id
LEFT JOIN sellers_store s ON s.id = k.store_id
LEFT JOIN LATERAL (
    SELECT title FROM catalogue_producttext
    WHERE product_id = p.id
    ORDER BY (language = %(language)s) DESC, (language = 'en') DESC, (language = p.home_language) DESC, id LIMIT 1
) t ON true
LEFT JOIN LATERAL (
    SELECT path FROM catalogue_picture
    WHERE product_id = p.id AND axis_option <> ''
        AND k.axes ->> split_part(axis_option, ':', 1) = split_part(axis_option, ':', 2)
    ORDER BY position LIMIT 1
) x ON true
LEFT JOIN LATERAL (SELECT sum(on_hand - reserved) AS free FROM inventory_stock WHERE sku_id = k.id) f ON true
"""
_SKUS = f"SELECT {_COLUMNS} FROM catalogue_sku k {_AROUND} WHERE k.id "  # noqa: S608
_WIDTH = 29  # how many columns
_FEW = 8


@dataclass(frozen=True, slots=True)
class Naming:
    """Rows of another table that name SKUs, to be read with the facts by one statement.

    Attributes:
        columns: what is read of them. source: what stands after FROM. key: the column with the SKU's id.
        end: what follows: WHERE, ORDER BY. Its values are placeholders by name.
    """

    columns: str
    source: str
    key: str
    end: str


def skus(sku_ids: Sequence[UUID], language: str) -> dict[UUID, SkuFacts]:
    """Facts of those `sku_ids` that exist, whatever their state. Public.

    Titles fall back from `language` to English, then to the product's own language.
    """
    if not sku_ids:
        return {}
    with connection.cursor() as cursor:
        sql, values = _asked(sku_ids, language)
        cursor.execute(sql, values)
        return {row[0]: _facts(row, language) for row in cursor.fetchall()}


def skus_named(naming: Naming, values: Mapping[str, Any], language: str) -> list[tuple[Sequence[Any], SkuFacts | None]]:
    """The rows of `naming` in their order, each with the facts of the SKU that it names, None where there is none."""
    with connection.cursor() as cursor:
        cursor.execute(_beside(naming), {**values, "language": language})
        return [
            (row[:-_WIDTH], None if row[-_WIDTH] is None else _facts(row[-_WIDTH:], language))
            for row in cursor.fetchall()
        ]


@cache
def _beside(naming: Naming) -> str:
    return (
        f"SELECT {naming.columns}, {_COLUMNS} FROM {naming.source} "  # noqa: S608
        f"LEFT JOIN catalogue_sku k ON k.id = {naming.key} {_AROUND} {naming.end}"
    )


def _asked(sku_ids: Sequence[UUID], language: str) -> tuple[str, dict[str, Any]]:
    """Few are named one by one: PostgreSQL then knows their number beforehand and keeps its plan, which takes longer
    to make than the statement to run."""
    if len(sku_ids) > _FEW:
        return f"{_SKUS}= ANY(%(ids)s)", {"language": language, "ids": list(sku_ids)}
    names = [f"id{place}" for place in range(len(sku_ids))]
    listed = ", ".join(f"%({name})s" for name in names)
    return f"{_SKUS}IN ({listed})", {"language": language, **dict(zip(names, sku_ids, strict=True))}


def _facts(row: tuple[Any, ...], language: str) -> SkuFacts:
    (sku_id, code, product_id, number, slug, title, axes, picture, store_id, store_name, store_slug, country,
     store_currency, store_state, category_id, commission, hs_code, weight, length, width, height,
     price, list_price, currency, free, active, state, wechat_pay, handling) = row  # fmt: skip
    return SkuFacts(
        sku_id=sku_id, code=code, product_id=product_id, product_number=number, slug=slug or "item",
        title=title or code, axes=named_axes(axes, category_id, language), picture=picture, store_id=store_id,
        store_name=store_name, store_slug=store_slug, store_country=country, store_currency=store_currency,
        store_state=store_state, category_id=category_id, commission_bp=commission,
        export_controlled=is_controlled(category_id, language),
        hs_code=hs_code, weight_g=weight, length_mm=length, width_mm=width, height_mm=height,
        price=Money(price, currency), list_price=None if list_price is None else Money(list_price, currency),
        available=int(free), active=active, product_state=state, wechat_pay=wechat_pay, handling_days=handling,
    )  # fmt: skip


def named_axes(axes: Any, category_id: int, language: str) -> tuple[tuple[str, str], ...]:
    """A SKU's axes as (label, option) in the reader's language, in the order of the category."""
    chosen: dict[str, str] = json.loads(axes) if isinstance(axes, str) else axes
    known = attributes_of(category_id, language)
    ordered = [code for code in known if code in chosen] + [code for code in chosen if code not in known]
    return tuple(
        (known[code].label, known[code].shown(chosen[code])) if code in known else (code, str(chosen[code]))
        for code in ordered
    )
