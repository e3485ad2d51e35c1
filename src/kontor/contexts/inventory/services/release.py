"""An order is cancelled or was not paid: its goods are free again (TRD-08)."""

from __future__ import annotations

from uuid import UUID

from django.db import connection, transaction

# Stock rows are locked in the order in which `reserve` locks them.
_RELEASE = """
WITH freed AS (
    UPDATE inventory_reservation SET state = 'released'
    WHERE store_id = %(store)s AND order_id = %(order)s AND state IN ('held', 'committed')
    RETURNING sku_id, warehouse_id, quantity - consumed AS units
), given AS (
    SELECT sku_id, warehouse_id, sum(units) AS units FROM freed GROUP BY sku_id, warehouse_id
), shelf AS MATERIALIZED (
    SELECT s.id, g.units FROM inventory_stock s JOIN given g USING (sku_id, warehouse_id)
    ORDER BY s.sku_id, s.id
    FOR UPDATE OF s
)
UPDATE inventory_stock s SET reserved = s.reserved - shelf.units FROM shelf WHERE s.id = shelf.id
"""


def release(*, store_id: UUID, order_id: UUID) -> None:
    """Free whatever a store order still holds and has not shipped. Safe to repeat."""
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        cursor.execute(_RELEASE, {"store": store_id, "order": order_id})
