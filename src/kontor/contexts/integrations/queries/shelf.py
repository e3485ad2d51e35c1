"""SKUs of a store as programs read them: hot lists, one statement, paged by key."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from kontor.contexts.sellers.queries import require
from kontor.kernel.money import Money
from kontor.kernel.viewer import Seat


@dataclass(frozen=True, slots=True)
class ShelfRow:
    """One SKU. `stock` is a JSON text as the database wrote it: what lies where, and how much of it is promised."""

    sku_id: UUID
    code: str
    product_number: int
    product_state: str
    active: bool
    barcode: str
    price: Money
    list_price: Money | None
    stock: str


_SKUS = """
SELECT k.id, k.code, p.number, p.state, k.active, k.barcode, k.price_minor, k.list_price_minor, k.currency,
    coalesce(w.stock, '[]')
FROM catalogue_sku k
JOIN catalogue_product p ON p.id = k.product_id
LEFT JOIN LATERAL (
    SELECT json_agg(json_build_object(
        'warehouse_id', s.warehouse_id, 'on_hand', s.on_hand, 'reserved', s.reserved) ORDER BY s.id)::text AS stock
    FROM inventory_stock s WHERE s.sku_id = k.id
) w ON true
WHERE k.store_id = %(store)s AND k.code > %(after)s {more}
ORDER BY k.code LIMIT %(limit)s
"""


def shelf(
    seat: Seat, *, after: str = "", codes: Sequence[str] = (), product: int | None = None, size: int = 100
) -> list[ShelfRow]:
    """The store's SKUs by their own code; `after` is the last code seen. Inactive ones too.

    Args:
        codes: only these.
        product: only those of the product with this number.

    Raises:
        RightMissing: without `products.view`.
    """
    require(seat, "products.view")
    more = "AND k.code = ANY(%(codes)s)" if codes else ""
    more += " AND p.number = %(product)s" if product is not None else ""
    asked: dict[str, Any] = {
        "store": seat.store_id,
        "after": after,
        "codes": list(codes),
        "product": product,
        "limit": size,
    }
    with connection.cursor() as cursor:
        cursor.execute(_SKUS.format(more=more), asked)
        return [
            ShelfRow(
                row[0], row[1], row[2], row[3], row[4], row[5], Money(row[6], row[8]),
                None if row[7] is None else Money(row[7], row[8]), row[9],
            )
            for row in cursor.fetchall()
        ]  # fmt: skip


def skus_by_code(seat: Seat, codes: Iterable[str]) -> dict[str, UUID]:
    """Code → SKU, for those of the seat's store. It tells nothing that whoever names a code does not know."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT code, id FROM catalogue_sku WHERE store_id = %s AND code = ANY(%s)", [seat.store_id, list(codes)]
        )
        return dict(cursor.fetchall())


@dataclass(frozen=True, slots=True)
class ProductLine:
    """One product of the list."""

    number: int
    state: str
    title: str
    category: str
    sku_count: int
    version: int
    changed_at: datetime
    id: UUID


_PRODUCTS = """
SELECT p.number, p.state, coalesce(t.title, ''), c.slug, p.version, p.changed_at, p.id,
    (SELECT count(*) FROM catalogue_sku k WHERE k.product_id = p.id AND k.active)
FROM catalogue_product p
JOIN catalogue_category c ON c.id = p.category_id
LEFT JOIN LATERAL (
    SELECT title FROM catalogue_producttext WHERE product_id = p.id
    ORDER BY (language = p.home_language) DESC, id LIMIT 1
) t ON true
WHERE {where} ORDER BY p.id DESC LIMIT %(limit)s
"""


def product_lines(
    seat: Seat, *, state: str = "", changed_since: datetime | None = None, after: UUID | None = None, size: int = 100
) -> list[ProductLine]:
    """The store's products, newest first; `after` is the id of the last one seen.

    Raises:
        RightMissing: without `products.view`.
    """
    require(seat, "products.view")
    where = ["p.store_id = %(store)s"]
    where += ["p.state = %(state)s"] if state else []
    where += ["p.changed_at >= %(since)s"] if changed_since else []
    where += ["p.id < %(after)s"] if after else []
    asked: dict[str, Any] = {
        "store": seat.store_id,
        "state": state,
        "since": changed_since,
        "after": after,
        "limit": size,
    }
    with connection.cursor() as cursor:
        cursor.execute(_PRODUCTS.format(where=" AND ".join(where)), asked)
        return [
            ProductLine(row[0], row[1], row[2], row[3], row[7], row[4], row[5], row[6]) for row in cursor.fetchall()
        ]


def product_id(seat: Seat, number: int) -> UUID | None:
    """The id of the store's product with this number, None when it has none.

    Raises:
        RightMissing: without `products.view`.
    """
    require(seat, "products.view")
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM catalogue_product WHERE store_id = %s AND number = %s", [seat.store_id, number])
        row = cursor.fetchone()
    return row[0] if row else None
