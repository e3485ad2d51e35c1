"""Prices of many SKUs, each for itself: a program that keeps prices in step."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from kontor.contexts.catalogue import rules
from kontor.contexts.catalogue.drafts import PriceChange
from kontor.contexts.catalogue.errors import ProductNotFound
from kontor.contexts.catalogue.events import ProductChanged
from kontor.contexts.catalogue.models import Product, Sku
from kontor.contexts.sellers.queries import require
from kontor.kernel.clock import now
from kontor.kernel.errors import Refusal
from kontor.kernel.viewer import Seat
from kontor.platform.events import record


def change_prices_many(*, seat: Seat, prices: Mapping[UUID, PriceChange]) -> dict[UUID, Refusal | None]:
    """Set the prices of SKUs of the seat's store, each for itself: one that is refused holds up no other.

    Returns:
        SKU → why its price stays, None where the new one holds from the next page on.

    Raises:
        RightMissing: without `products.edit`, before anything is done.
    """
    require(seat, "products.edit")
    with transaction.atomic():
        mine = Sku.objects.select_for_update().filter(store_id=seat.store_id, id__in=prices).order_by("id")
        skus = {sku.id: sku for sku in mine}
        told: dict[UUID, Refusal | None] = {}
        for sku_id, change in prices.items():
            sku = skus.get(sku_id)
            faults = rules.price_faults(sku.code, change, "") if sku else iter([ProductNotFound()])
            told[sku_id] = next(faults, None)
        changed = [sku for sku_id, sku in skus.items() if told[sku_id] is None and _set(sku, prices[sku_id])]
        Sku.objects.bulk_update(changed, ["price_minor", "list_price_minor"])
        products = sorted({sku.product_id for sku in changed})
        Product.objects.filter(id__in=products).update(changed_at=now())
        record(*(ProductChanged(key=seat.store_id, store_id=seat.store_id, product_id=product) for product in products))
    return told


def _set(sku: Sku, change: PriceChange) -> bool:
    """Write the prices into the row; False when they stand there already."""
    same = (sku.price_minor, sku.list_price_minor) == (change.price_minor, change.list_price_minor)
    sku.price_minor, sku.list_price_minor = change.price_minor, change.list_price_minor
    return not same
