"""Promising goods to orders for the time of payment: oversell never (TRD-08)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection, transaction

from kontor.contexts.inventory.errors import OutOfStock, QuantityNotPositive
from kontor.kernel.clock import now


@dataclass(frozen=True, slots=True)
class Wanted:
    """`quantity` units of a SKU for one line of a store order."""

    store_id: UUID
    order_id: UUID
    line_id: UUID
    sku_id: UUID
    quantity: int


# One statement for all lines of all stores.
#   asked: lines without a reservation yet; each takes the span (low, high] of its SKU's demand.
#   shelf: the stock rows, locked in (sku, id) order, so that two carts never wait for each other in a ring;
#          a row that another order has just changed is read again after the wait.
#   spans: each row offers the span (low, high] of its SKU's supply, warehouses by position.
#   takes: where demand and supply overlap, that much of that warehouse goes to that line.
# Nothing is written unless every SKU suffices.
_RESERVE = """
WITH wanted AS (
    SELECT * FROM unnest(%(store)s::uuid[], %(order)s::uuid[], %(line)s::uuid[], %(sku)s::uuid[], %(quantity)s::int[])
        AS w (store_id, order_id, line_id, sku_id, quantity)
), asked AS (
    SELECT w.*, sum(quantity) OVER (PARTITION BY sku_id ORDER BY line_id) AS high
    FROM wanted w
    WHERE NOT EXISTS (
        SELECT 1 FROM inventory_reservation r
        WHERE r.store_id = w.store_id AND r.order_id = w.order_id AND r.line_id = w.line_id
    )
), shelf AS MATERIALIZED (
    SELECT s.id, s.sku_id, s.warehouse_id, s.on_hand - s.reserved AS free, h.position
    FROM inventory_stock s JOIN inventory_warehouse h ON h.id = s.warehouse_id
    WHERE s.sku_id = ANY(%(sku)s::uuid[])
    ORDER BY s.sku_id, s.id
    FOR UPDATE OF s
), spans AS (
    SELECT shelf.*, sum(free) OVER (PARTITION BY sku_id ORDER BY position, id) AS high FROM shelf
), short AS (
    SELECT need.sku_id, coalesce(have.free, 0) AS free
    FROM (SELECT sku_id, sum(quantity) AS quantity FROM asked GROUP BY sku_id) AS need
    LEFT JOIN (SELECT sku_id, sum(free) AS free FROM shelf GROUP BY sku_id) AS have USING (sku_id)
    WHERE need.quantity > coalesce(have.free, 0)
), takes AS (
    SELECT s.id, a.store_id, a.order_id, a.line_id, a.sku_id, s.warehouse_id,
        least(a.high, s.high) - greatest(a.high - a.quantity, s.high - s.free) AS units
    FROM asked a JOIN spans s ON s.sku_id = a.sku_id
    WHERE least(a.high, s.high) > greatest(a.high - a.quantity, s.high - s.free)
        AND NOT EXISTS (SELECT 1 FROM short)
), promised AS (
    UPDATE inventory_stock s SET reserved = s.reserved + t.units
    FROM (SELECT id, sum(units) AS units FROM takes GROUP BY id) AS t
    WHERE s.id = t.id AND s.on_hand - s.reserved >= t.units
), written AS (
    INSERT INTO inventory_reservation
        (store_id, id, order_id, line_id, sku_id, warehouse_id, quantity, consumed, state, created_at)
    SELECT store_id, uuidv7(), order_id, line_id, sku_id, warehouse_id, units, 0, 'held', %(at)s FROM takes
)
SELECT sku_id, free FROM short
"""


def reserve(*, lines: Sequence[Wanted]) -> None:
    """Hold what `lines` want, all or nothing. Lines that hold a reservation already are left as they are.

    Warehouses give in the order of their position; a line may come out of several.

    Raises:
        OutOfStock: when a SKU has less left than is wanted; nothing has changed, and the surrounding
            transaction can go on.
        QuantityNotPositive: for a line of less than one unit.
    """
    if any(line.quantity < 1 for line in lines):
        raise QuantityNotPositive
    if not lines:
        return
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        cursor.execute(
            _RESERVE,
            {
                "store": [line.store_id for line in lines],
                "order": [line.order_id for line in lines],
                "line": [line.line_id for line in lines],
                "sku": [line.sku_id for line in lines],
                "quantity": [line.quantity for line in lines],
                "at": now(),
            },
        )
        short: dict[UUID, int] = {sku_id: int(free) for sku_id, free in cursor.fetchall()}
    if short:
        raise OutOfStock(left=short)
