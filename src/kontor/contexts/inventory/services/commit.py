"""An order is paid: what was held for it now waits for shipping."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from kontor.platform.database.rows import Write

# The lists stand in subqueries, so that the plan does not depend on them and is made once (docs/adr/0009).
_COMMIT = """
UPDATE inventory_reservation SET state = 'committed'
WHERE store_id = ANY((SELECT %s::uuid[])::uuid[]) AND order_id = ANY((SELECT %s::uuid[])::uuid[]) AND state = 'held'
"""


def commit(*, orders: Mapping[UUID, UUID]) -> Write:
    """Turn the held reservations of store orders (order → its store) into committed ones. Safe to repeat.

    Returns:
        The change, for the statement by which the orders are paid.
    """
    return Write([("committed", _COMMIT)], [list(orders.values()), list(orders)])
