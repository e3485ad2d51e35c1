"""Goods arrive in a warehouse."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.inventory.errors import QuantityNotPositive
from kontor.contexts.inventory.events import StockChanged
from kontor.contexts.inventory.models import Movement
from kontor.contexts.inventory.places import locked_stock
from kontor.contexts.sellers.queries import require
from kontor.kernel.viewer import Seat
from kontor.platform.events import record


def receive_stock(
    *, seat: Seat, sku_id: UUID, warehouse_id: UUID, quantity: int, reference: UUID | None = None
) -> None:
    """Add `quantity` to what is on hand.

    Args:
        reference: the delivery note; a repeated call with the same one adds nothing.

    Raises:
        RightMissing: without `products.stock`.
        StockPlaceUnknown: when SKU or warehouse is not of the seat's store.
        QuantityNotPositive: for less than one.
    """
    require(seat, "products.stock")
    if quantity < 1:
        raise QuantityNotPositive(field="quantity")
    with transaction.atomic():
        stock = locked_stock(seat.store_id, sku_id, warehouse_id)
        known = Movement.objects.filter(
            store_id=seat.store_id, sku_id=sku_id, warehouse_id=warehouse_id, reference=reference, cause="received"
        )
        if reference is not None and known.exists():
            return
        stock.on_hand += quantity
        stock.save(update_fields=["on_hand"])
        Movement.objects.create(
            store_id=seat.store_id, sku_id=sku_id, warehouse_id=warehouse_id, delta=quantity, cause="received",
            reference=reference, by_account=seat.account_id,
        )  # fmt: skip
        record(StockChanged(key=seat.store_id, store_id=seat.store_id, sku_id=sku_id, delta=quantity))
