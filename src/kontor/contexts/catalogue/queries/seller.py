"""Products as the people of a store, and the operator's reviewers, see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from kontor.contexts.catalogue import models
from kontor.contexts.catalogue.drafts import EditedProduct, PictureDraft, ProductDraft, SkuDraft, TextDraft
from kontor.contexts.catalogue.errors import ProductNotFound
from kontor.contexts.sellers.queries import require
from kontor.kernel.money import Money
from kontor.kernel.viewer import Operator, Seat

PAGE = 50
SOLD_OUT = "sold_out"


@dataclass(frozen=True, slots=True)
class ProductRow:
    """One line of a product list."""

    id: UUID
    number: int
    slug: str
    title: str
    picture: str
    state: str
    reason: str
    store_id: UUID
    store_name: str
    category_id: int
    lowest: Money | None
    highest: Money | None
    sku_count: int
    available: int
    sold_count: int
    changed_at: datetime
    version: int


@dataclass(frozen=True, slots=True)
class ProductRows:
    """A page of a product list; `after` names the next one, None at the end."""

    rows: tuple[ProductRow, ...]
    after: UUID | None


_ROWS = """
SELECT p.id, p.number, p.slug, coalesce(t.title, ''), p.picture, p.state, p.reason, p.store_id, s.name, p.category_id,
    k.lowest, k.highest, s.currency, coalesce(k.skus, 0), coalesce(k.free, 0), p.sold_count, p.changed_at, p.version
FROM catalogue_product p
JOIN sellers_store s ON s.id = p.store_id
LEFT JOIN LATERAL (
    SELECT title FROM catalogue_producttext WHERE product_id = p.id
    ORDER BY (language = s.language) DESC, (language = 'en') DESC, id LIMIT 1
) t ON true
LEFT JOIN LATERAL (
    SELECT min(price_minor) AS lowest, max(price_minor) AS highest, count(*) AS skus,
        sum((SELECT coalesce(sum(on_hand - reserved), 0) FROM inventory_stock WHERE sku_id = catalogue_sku.id)) AS free
    FROM catalogue_sku WHERE product_id = p.id AND active
) k ON true
WHERE {where}
ORDER BY p.id DESC LIMIT %(limit)s
"""
_COUNTS = """
SELECT p.state, count(*), count(*) FILTER (WHERE NOT EXISTS (
    SELECT 1 FROM catalogue_sku k JOIN inventory_stock i ON i.sku_id = k.id
    WHERE k.product_id = p.id AND k.active AND i.on_hand > i.reserved
)) FROM catalogue_product p WHERE p.store_id = %s GROUP BY p.state
"""
_TEXT = """(p.number::text = %(text)s
    OR (SELECT bool_or(title ILIKE %(like)s) FROM catalogue_producttext WHERE product_id = p.id)
    OR (SELECT bool_or(code ILIKE %(like)s) FROM catalogue_sku WHERE product_id = p.id))"""


def seller_products(
    seat: Seat, state: str = "", after: UUID | None = None, text: str = "", limit: int = PAGE
) -> ProductRows:
    """The store's own products, newest first, paged by key.

    Args:
        state: only of this state, or `sold_out` (on sale with nothing left); all when empty.
        text: part of a title or a SKU code, or a whole product number.

    Raises:
        RightMissing: without `products.view`.
    """
    require(seat, "products.view")
    where = ["p.store_id = %(store)s"]
    if state == SOLD_OUT:
        where.append("p.state = 'approved' AND coalesce(k.free, 0) <= 0")
    elif state:
        where.append("p.state = %(state)s")
    if text.strip():
        where.append(_TEXT)
    return _rows(where, after, limit, store=seat.store_id, state=state, text=text.strip())


def seller_product_counts(seat: Seat) -> dict[str, int]:
    """How many of the store's products are in each state, `sold_out` and `all`: each equals its list. One query.

    Raises:
        RightMissing: without `products.view`.
    """
    require(seat, "products.view")
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS, [seat.store_id])
        rows = cursor.fetchall()
    counts = dict.fromkeys((*models.ProductState.values, SOLD_OUT), 0) | {state: count for state, count, _ in rows}
    counts[SOLD_OUT] = sum(empty for state, _, empty in rows if state == models.ProductState.APPROVED)
    return counts | {"all": sum(count for _, count, _ in rows)}


def to_review(viewer: Operator, after: UUID | None = None, limit: int = PAGE) -> ProductRows:
    """Products that wait for a decision, of all stores. For the operator."""
    del viewer
    return _rows(["p.state = 'under_review'"], after, limit)


def _rows(where: list[str], after: UUID | None, limit: int, text: str = "", **params: Any) -> ProductRows:
    if after is not None:
        where = [*where, "p.id < %(after)s"]
    like = "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    params |= {"after": after, "limit": limit + 1, "text": text, "like": like}
    with connection.cursor() as cursor:
        cursor.execute(_ROWS.format(where=" AND ".join(where)), params)
        rows = [_row(row) for row in cursor.fetchall()]
    more = len(rows) > limit
    rows = rows[:limit]
    return ProductRows(tuple(rows), rows[-1].id if more else None)


def _row(row: tuple[Any, ...]) -> ProductRow:
    (product_id, number, slug, title, picture, state, reason, store_id, store_name, category_id, lowest, highest,
     currency, sku_count, free, sold, changed_at, version) = row  # fmt: skip
    return ProductRow(
        id=product_id, number=number, slug=slug or "item", title=title, picture=picture, state=state, reason=reason,
        store_id=store_id, store_name=store_name, category_id=category_id,
        lowest=None if lowest is None else Money(lowest, currency),
        highest=None if highest is None else Money(highest, currency),
        sku_count=sku_count, available=int(free), sold_count=sold, changed_at=changed_at, version=version,
    )  # fmt: skip


def edited_product(seat: Seat, product_id: UUID) -> EditedProduct:
    """A product of the seat's store as the editor opens it.

    Raises:
        RightMissing: without `products.view`.
        ProductNotFound: absent, or another store's.
    """
    require(seat, "products.view")
    products = models.Product.objects.select_related("store").prefetch_related("texts", "skus", "pictures")
    product = products.filter(store_id=seat.store_id, id=product_id).first()
    if product is None:
        raise ProductNotFound
    return as_edited(product)


def as_edited(product: models.Product) -> EditedProduct:
    """A product with its store, texts, SKUs and pictures at hand, as a frozen value."""
    return EditedProduct(
        product.id, product.number, product.state, product.reason, product.version, product.store.currency,
        product.home_language, _draft(product),
    )  # fmt: skip


def _draft(product: models.Product) -> ProductDraft:
    return ProductDraft(
        category_id=product.category_id,
        texts={t.language: TextDraft(t.title, t.description, tuple(t.bullets)) for t in product.texts.all()},
        skus=tuple(_sku(sku) for sku in sorted(product.skus.all(), key=lambda sku: (sku.position, sku.id))),
        pictures=tuple(
            PictureDraft(p.path, p.axis_option) for p in sorted(product.pictures.all(), key=lambda p: p.position)
        ),
        brand=product.brand,
        attributes=dict(product.attributes),
        handling_days=product.handling_days,
        wechat_pay=product.wechat_pay,
    )


def _sku(sku: models.Sku) -> SkuDraft:
    return SkuDraft(
        code=sku.code, price_minor=sku.price_minor, weight_g=sku.weight_g, axes=dict(sku.axes), id=sku.id,
        list_price_minor=sku.list_price_minor, barcode=sku.barcode, length_mm=sku.length_mm, width_mm=sku.width_mm,
        height_mm=sku.height_mm, hs_code=sku.hs_code, active=sku.active,
    )  # fmt: skip
