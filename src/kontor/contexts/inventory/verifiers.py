"""Does the stock add up? (`kontor verify`)"""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection

from kontor.platform.verify import Finding, verifier

_OFF = """
SELECT s.id, s.sku_id, s.on_hand, coalesce(m.total, 0), s.reserved, coalesce(r.total, 0)
FROM inventory_stock s
LEFT JOIN (
    SELECT sku_id, warehouse_id, sum(delta) AS total FROM inventory_movement GROUP BY 1, 2
) m USING (sku_id, warehouse_id)
LEFT JOIN (
    SELECT sku_id, warehouse_id, sum(quantity - consumed) AS total FROM inventory_reservation
    WHERE state IN ('held', 'committed') GROUP BY 1, 2
) r USING (sku_id, warehouse_id)
WHERE s.on_hand <> coalesce(m.total, 0) OR s.reserved <> coalesce(r.total, 0)
ORDER BY s.id
"""


@verifier("stock")
def stock() -> Iterator[Finding]:
    """On hand is the sum of the movements; reserved is the sum of the open reservations (TRD-08)."""
    with connection.cursor() as cursor:
        cursor.execute(_OFF)
        for row_id, sku_id, on_hand, moved, reserved, promised in cursor.fetchall():
            row = f"inventory_stock {row_id} (SKU {sku_id})"
            if on_hand != moved:
                yield Finding(row=row, sentence=f"on hand {on_hand}, but its movements sum to {moved}")
            if reserved != promised:
                yield Finding(row=row, sentence=f"reserved {reserved}, but its open reservations sum to {promised}")
