"""A seller counts: so many are there."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.inventory.errors import BelowReserved, QuantityNotPositive
from kontor.contexts.inventory.events import StockChanged
from kontor.contexts.inventory.models import Movement
from kontor.contexts.inventory.places import locked_stock
from kontor.contexts.sellers.queries import require
from kontor.kernel.viewer import Seat
from kontor.platform.events import record


def set_stock(*, seat: Seat, sku_id: UUID, warehouse_id: UUID, on_hand: int) -> None:
    """Set what lies in a warehouse; the difference becomes a movement. Safe to repeat.

    Raises:
        RightMissing: without `products.stock`.
        StockPlaceUnknown: when SKU or warehouse is not of the seat's store.
        BelowReserved: when more than that is promised to orders.
        QuantityNotPositive: for a negative count.
    """
    require(seat, "products.stock")
    if on_hand < 0:
        raise QuantityNotPositive(field="on_hand")
    with transaction.atomic():
        stock = locked_stock(seat.store_id, sku_id, warehouse_id)
        if on_hand < stock.reserved:
            raise BelowReserved(field="on_hand", reserved=stock.reserved)
        delta = on_hand - stock.on_hand
        if delta == 0:
            return
        stock.on_hand = on_hand
        stock.save(update_fields=["on_hand"])
        Movement.objects.create(
            store_id=seat.store_id, sku_id=sku_id, warehouse_id=warehouse_id, delta=delta, cause="adjusted",
            by_account=seat.account_id,
        )  # fmt: skip
        record(StockChanged(key=seat.store_id, store_id=seat.store_id, sku_id=sku_id, delta=delta))
