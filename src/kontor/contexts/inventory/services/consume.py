"""Goods leave the warehouse: what was promised is shipped."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.db import connection, transaction

from kontor.kernel.clock import now

# spans: what each open reservation of a line can still give, as spans (low, high] in a fixed order.
_CONSUME = """
WITH shipped AS (
    SELECT * FROM unnest(%(lines)s::uuid[], %(units)s::int[]) AS w (line_id, units)
    WHERE %(reference)s::uuid IS NULL OR NOT EXISTS (
        SELECT 1 FROM inventory_movement m
        WHERE m.store_id = %(store)s AND m.reference = %(reference)s AND m.cause = 'shipped'
    )
), open AS MATERIALIZED (
    SELECT r.id, r.line_id, r.sku_id, r.warehouse_id, r.quantity - r.consumed AS units
    FROM inventory_reservation r
    WHERE r.store_id = %(store)s AND r.order_id = %(order)s AND r.state IN ('held', 'committed')
    ORDER BY r.id
    FOR UPDATE
), spans AS (
    SELECT open.*, sum(units) OVER (PARTITION BY line_id ORDER BY id) AS high FROM open
), takes AS (
    SELECT s.id, s.sku_id, s.warehouse_id, least(w.units, s.high) - (s.high - s.units) AS units
    FROM shipped w JOIN spans s USING (line_id)
    WHERE least(w.units, s.high) > s.high - s.units
), used AS (
    UPDATE inventory_reservation r
    SET consumed = r.consumed + t.units,
        state = CASE WHEN r.consumed + t.units = r.quantity THEN 'consumed' ELSE r.state END
    FROM takes t WHERE r.store_id = %(store)s AND r.id = t.id
), given AS (
    SELECT sku_id, warehouse_id, sum(units) AS units FROM takes GROUP BY sku_id, warehouse_id
), shelf AS MATERIALIZED (
    SELECT s.id, g.units FROM inventory_stock s JOIN given g USING (sku_id, warehouse_id)
    ORDER BY s.sku_id, s.id
    FOR UPDATE OF s
), left_over AS (
    UPDATE inventory_stock s SET reserved = s.reserved - shelf.units, on_hand = s.on_hand - shelf.units
    FROM shelf WHERE s.id = shelf.id
), moved AS (
    INSERT INTO inventory_movement (store_id, id, sku_id, warehouse_id, delta, cause, reference, by_account, at)
    SELECT %(store)s, uuidv7(), sku_id, warehouse_id, -units, 'shipped', coalesce(%(reference)s::uuid, %(order)s),
        NULL, %(at)s
    FROM given
)
SELECT coalesce(sum(units), 0) FROM takes
"""


def consume(*, store_id: UUID, order_id: UUID, quantities: Mapping[UUID, int], reference: UUID | None = None) -> int:
    """Take `quantities` (line → units) of a store order off the shelf and off its promise.

    Never more than is still promised to a line: a second call for a whole order takes nothing.

    Args:
        reference: the shipment; a repeated call with the same one takes nothing.

    Returns:
        How many units left.
    """
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        cursor.execute(
            _CONSUME,
            {
                "store": store_id,
                "order": order_id,
                "lines": list(quantities),
                "units": list(quantities.values()),
                "reference": reference,
                "at": now(),
            },
        )
        row = cursor.fetchone()
    return int(row[0]) if row else 0
