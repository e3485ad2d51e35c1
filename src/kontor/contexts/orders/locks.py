"""Sanctioned ways to hold rows: always ordered by key, so that two services never wait for each other."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from kontor.contexts.orders.errors import OrderNotFound
from kontor.contexts.orders.models import BuyerOrder, StoreOrder


def buyer_order(buyer_id: UUID, buyer_order_id: UUID) -> BuyerOrder:
    """The buyer order, locked until the transaction ends.

    Raises:
        OrderNotFound: when the buyer has none of this id.
    """
    row = BuyerOrder.objects.select_for_update().filter(buyer_id=buyer_id, id=buyer_order_id).first()
    if row is None:
        raise OrderNotFound
    return row


def parts(store_ids: Sequence[UUID], buyer_order_id: UUID) -> list[StoreOrder]:
    """All store orders of a buyer order, locked in key order."""
    rows = StoreOrder.objects.select_for_update().filter(store_id__in=store_ids, buyer_order_id=buyer_order_id)
    return list(rows.order_by("store_id", "id"))


def store_order(store_id: UUID, order_id: UUID) -> StoreOrder:
    """One store order, locked.

    Raises:
        OrderNotFound: when the store has none of this id.
    """
    row = StoreOrder.objects.select_for_update().filter(store_id=store_id, id=order_id).first()
    if row is None:
        raise OrderNotFound
    return row
