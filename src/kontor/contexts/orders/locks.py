"""Sanctioned ways to hold rows: always ordered by key, so that two services never wait for each other."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import connection

from kontor.contexts.orders.errors import OrderNotFound
from kontor.contexts.orders.models import BuyerOrder, StoreOrder
from kontor.platform.database.rows import Rows, columns, instance

_OF_BUYER_ORDER = (  # the list in a subquery: the plan does not depend on it, and is made once (docs/adr/0009)
    "WHERE t.store_id = ANY((SELECT %s::uuid[])::uuid[]) AND t.buyer_order_id = %s ORDER BY t.store_id, t.id FOR UPDATE"
)
_BUYER_ORDER = Rows(BuyerOrder, "WHERE t.buyer_id = %s AND t.id = %s FOR UPDATE")
_STORE_ORDER = Rows(StoreOrder, "WHERE t.store_id = %s AND t.id = %s FOR UPDATE")
_PARTS = Rows(StoreOrder, _OF_BUYER_ORDER)
_PAID = f"""
WITH paid AS (UPDATE orders_buyerorder SET state = 'paid', paid_at = %s WHERE buyer_id = %s AND id = %s)
SELECT {columns(StoreOrder)}, ARRAY(
    SELECT ARRAY[first_day, last_day] FROM sellers_holiday h WHERE h.store_id = t.store_id AND h.last_day >= %s
)
FROM orders_storeorder t {_OF_BUYER_ORDER} OF t
"""  # noqa: S608


def buyer_order(buyer_id: UUID, buyer_order_id: UUID) -> BuyerOrder:
    """The buyer order, locked until the transaction ends.

    Raises:
        OrderNotFound: when the buyer has none of this id.
    """
    row = _BUYER_ORDER.first(buyer_id, buyer_order_id)
    if row is None:
        raise OrderNotFound
    return row


def parts(store_ids: Sequence[UUID], buyer_order_id: UUID) -> list[StoreOrder]:
    """All store orders of a buyer order, locked in key order."""
    return _PARTS(list(store_ids), buyer_order_id)


def store_order(store_id: UUID, order_id: UUID) -> StoreOrder:
    """One store order, locked.

    Raises:
        OrderNotFound: when the store has none of this id.
    """
    row = _STORE_ORDER.first(store_id, order_id)
    if row is None:
        raise OrderNotFound
    return row


def parts_of_paid(order: BuyerOrder, at: datetime) -> list[tuple[StoreOrder, list[tuple[date, date]]]]:
    """Note that a held buyer order is paid, and lock its store orders in key order: one statement.

    Returns:
        Each with its store's holidays that are not over: first and last day.
    """
    with connection.cursor() as cursor:
        cursor.execute(_PAID, [at, order.buyer_id, order.id, at.date(), order.store_ids, order.id])
        rows = cursor.fetchall()
    return [(instance(StoreOrder, row[:-1]), [(first, last) for first, last in row[-1]]) for row in rows]
