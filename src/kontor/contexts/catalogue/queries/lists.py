"""Lists of products as the people of a store, and the operator's reviewers, see them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from kontor.contexts.catalogue import models
from kontor.contexts.catalogue.policy import LOW_STOCK
from kontor.contexts.sellers.queries import require
from kontor.kernel.money import Money
from kontor.kernel.viewer import Operator, Seat

PAGE = 50
SOLD_OUT = "sold_out"  # a state of the list: on sale with nothing left
STOCKS = ("out", "low")


@dataclass(frozen=True, slots=True)
class ProductRow:
    """One line of a product list. `revision`: of a product on sale, "waiting" or "rejected" new words and pictures."""

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
    delisted_by: str
    revision: str


@dataclass(frozen=True, slots=True)
class ProductRows:
    """A page of a product list; `after` names the next one, None at the end."""

    rows: tuple[ProductRow, ...]
    after: UUID | None


@dataclass(frozen=True, slots=True)
class ProductFilter:
    """Which of a store's products.

    Attributes:
        state: only of this state, or `sold_out`; `under_review` and `rejected` also find products on sale whose new
            words and pictures wait or were rejected. All when empty.
        category_ids: only of these categories; all when empty.
        stock: `out` (nothing left) or `low` (a few left).
        text: part of a title or a SKU code, or a whole product number.
    """

    state: str = ""
    category_ids: tuple[int, ...] = ()
    stock: str = ""
    text: str = ""


_ROWS = """
SELECT p.id, p.number, p.slug, coalesce(t.title, ''), p.picture, p.state,
    CASE WHEN r.state = 'rejected' THEN r.reason ELSE p.reason END, p.store_id, s.name, p.category_id,
    k.lowest, k.highest, s.currency, coalesce(k.skus, 0), coalesce(k.free, 0), p.sold_count, p.changed_at, p.version,
    p.delisted_by, coalesce(r.state, '')
FROM catalogue_product p
JOIN sellers_store s ON s.id = p.store_id
LEFT JOIN catalogue_productrevision r ON r.product_id = p.id
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
_NOTHING_LEFT = """NOT EXISTS (
    SELECT 1 FROM catalogue_sku k JOIN inventory_stock i ON i.sku_id = k.id
    WHERE k.product_id = p.id AND k.active AND i.on_hand > i.reserved)"""
# Where few are left, at least one SKU has few: these are found by one reading of the store's stock, and only their
# products are added up.
_FEW_LEFT = """p.id IN (
    SELECT k.product_id FROM inventory_stock i JOIN catalogue_sku k ON k.id = i.sku_id
    WHERE i.store_id = %(store)s AND i.on_hand - i.reserved BETWEEN 1 AND %(few)s AND k.active
) AND (SELECT sum(i.on_hand - i.reserved) FROM catalogue_sku k JOIN inventory_stock i ON i.sku_id = k.id
    WHERE k.product_id = p.id AND k.active) BETWEEN 1 AND %(few)s"""
_REVISED = "EXISTS (SELECT 1 FROM catalogue_productrevision v WHERE v.product_id = p.id AND v.state = '{}')"
_WAITS = f"(p.state = 'under_review' OR {_REVISED.format('waiting')})"
_REFUSED = f"(p.state = 'rejected' OR {_REVISED.format('rejected')})"
_STATES = {
    "": "true", SOLD_OUT: f"p.state = 'approved' AND {_NOTHING_LEFT}", "under_review": _WAITS, "rejected": _REFUSED,
}  # fmt: skip
_COUNTS = """
WITH stocked AS (
    SELECT DISTINCT k.product_id FROM inventory_stock i JOIN catalogue_sku k ON k.id = i.sku_id
    WHERE i.store_id = %(store)s AND k.store_id = %(store)s AND k.active AND i.on_hand > i.reserved
)
SELECT p.state, count(*), count(*) FILTER (WHERE p.state = 'approved' AND s.product_id IS NULL),
    count(*) FILTER (WHERE v.state = 'waiting'), count(*) FILTER (WHERE v.state = 'rejected')
FROM catalogue_product p LEFT JOIN catalogue_productrevision v ON v.product_id = p.id
LEFT JOIN stocked s ON s.product_id = p.id
WHERE p.store_id = %(store)s GROUP BY p.state
"""
_TEXT = """(p.number::text = %(text)s
    OR (SELECT bool_or(title ILIKE %(like)s) FROM catalogue_producttext WHERE product_id = p.id)
    OR (SELECT bool_or(code ILIKE %(like)s) FROM catalogue_sku WHERE product_id = p.id))"""


def _asked(seat: Seat, wanted: ProductFilter) -> tuple[list[str], dict[str, Any]]:
    """Conditions and values of a filter."""
    text = wanted.text.strip()
    like = "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    where = ["p.store_id = %(store)s", _STATES.get(wanted.state, "p.state = %(state)s")]
    if wanted.category_ids:
        where.append("p.category_id = ANY(%(categories)s)")
    if wanted.stock == "out":
        where.append(_NOTHING_LEFT)
    elif wanted.stock == "low":
        where.append(_FEW_LEFT)
    if text:
        where.append(_TEXT)
    values = {
        "store": seat.store_id, "state": wanted.state, "categories": list(wanted.category_ids), "text": text,
        "like": like, "few": LOW_STOCK.int(),
    }  # fmt: skip
    return where, values


def seller_products(
    seat: Seat,
    state: str = "",
    after: UUID | None = None,
    text: str = "",
    limit: int = PAGE,
    *,
    category_ids: tuple[int, ...] = (),
    stock: str = "",
) -> ProductRows:
    """The store's own products, newest first, paged by key; see `ProductFilter`.

    Raises:
        RightMissing: without `products.view`.
    """
    require(seat, "products.view")
    where, values = _asked(seat, ProductFilter(state, category_ids, stock, text))
    return _rows(where, after, limit, values)


def seller_product_ids(seat: Seat, wanted: ProductFilter, limit: int) -> list[UUID]:
    """The ids of the store's products that fit a filter, newest first, at most `limit`.

    Raises:
        RightMissing: without `products.view`.
    """
    require(seat, "products.view")
    where, values = _asked(seat, wanted)
    sql = f"SELECT p.id FROM catalogue_product p WHERE {' AND '.join(where)} ORDER BY p.id DESC LIMIT %(limit)s"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, values | {"limit": limit})
        return [row[0] for row in cursor.fetchall()]


def seller_product_total(seat: Seat, wanted: ProductFilter) -> int:
    """How many of the store's products fit a filter: as many as its list has rows.

    Raises:
        RightMissing: without `products.view`.
    """
    require(seat, "products.view")
    where, values = _asked(seat, wanted)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM catalogue_product p WHERE {' AND '.join(where)}", values)  # noqa: S608
        return int(cursor.fetchone()[0])


def seller_rows(seat: Seat, product_ids: Iterable[UUID]) -> dict[UUID, ProductRow]:
    """Rows of the store's own products by id; others are left out.

    Raises:
        RightMissing: without `products.view`.
    """
    require(seat, "products.view")
    ids = list(product_ids)
    where = ["p.store_id = %(store)s", "p.id = ANY(%(ids)s)"]
    found = _rows(where, None, len(ids), {"store": seat.store_id, "ids": ids})
    return {row.id: row for row in found.rows}


def seller_product_counts(seat: Seat) -> dict[str, int]:
    """How many of the store's products are in each state, `sold_out` and `all`: each equals its list. One query.

    Raises:
        RightMissing: without `products.view`.
    """
    require(seat, "products.view")
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS, {"store": seat.store_id})
        rows = cursor.fetchall()
    counts = dict.fromkeys((*models.ProductState.values, SOLD_OUT), 0) | {row[0]: row[1] for row in rows}
    counts[SOLD_OUT] = sum(row[2] for row in rows)
    counts["under_review"] += sum(row[3] for row in rows)
    counts["rejected"] += sum(row[4] for row in rows)
    return counts | {"all": sum(row[1] for row in rows)}


def to_review(viewer: Operator, after: UUID | None = None, limit: int = PAGE) -> ProductRows:
    """Products that wait for a decision, of all stores. For the operator."""
    return _rows([_WAITS], after, limit, {})


def _rows(where: list[str], after: UUID | None, limit: int, values: dict[str, Any]) -> ProductRows:
    if after is not None:
        where = [*where, "p.id < %(after)s"]
    with connection.cursor() as cursor:
        cursor.execute(_ROWS.format(where=" AND ".join(where)), values | {"after": after, "limit": limit + 1})
        rows = [_row(row) for row in cursor.fetchall()]
    more = len(rows) > limit
    rows = rows[:limit]
    return ProductRows(tuple(rows), rows[-1].id if more else None)


def _row(row: tuple[Any, ...]) -> ProductRow:
    (product_id, number, slug, title, picture, state, reason, store_id, store_name, category_id, lowest, highest,
     currency, sku_count, free, sold, changed_at, version, delisted_by, revision) = row  # fmt: skip
    return ProductRow(
        id=product_id, number=number, slug=slug or "item", title=title, picture=picture, state=state, reason=reason,
        store_id=store_id, store_name=store_name, category_id=category_id,
        lowest=None if lowest is None else Money(lowest, currency),
        highest=None if highest is None else Money(highest, currency),
        sku_count=sku_count, available=int(free), sold_count=sold, changed_at=changed_at, version=version,
        delisted_by=delisted_by, revision=revision,
    )  # fmt: skip
