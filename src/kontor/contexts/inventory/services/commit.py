"""An order is paid: what was held for it now waits for shipping."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.db import connection, transaction

_COMMIT = """
UPDATE inventory_reservation SET state = 'committed'
WHERE store_id = ANY(%s::uuid[]) AND order_id = ANY(%s::uuid[]) AND state = 'held'
"""


def commit(*, orders: Mapping[UUID, UUID]) -> None:
    """Turn the held reservations of store orders (order → its store) into committed ones. Safe to repeat."""
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        cursor.execute(_COMMIT, [list(orders.values()), list(orders)])
