"""Changing prices of many SKUs at once."""

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
from kontor.kernel.errors import Refusals
from kontor.kernel.viewer import Seat
from kontor.platform.events import record


def change_prices(*, seat: Seat, prices: Mapping[UUID, PriceChange]) -> None:
    """Set the prices of SKUs of the seat's store, all or none; they hold from the next page on.

    Raises:
        RightMissing: without `products.edit`.
        ProductNotFound: when a SKU is not of this store.
        Refusals: for prices that cannot be.
    """
    require(seat, "products.edit")
    with transaction.atomic():
        skus = list(Sku.objects.select_for_update().filter(store_id=seat.store_id, id__in=prices).order_by("id"))
        if len(skus) != len(prices):
            raise ProductNotFound
        wrong = [fault for sku in skus for fault in rules.price_faults(sku.code, prices[sku.id], str(sku.id))]
        if wrong:
            raise Refusals(wrong)
        for sku in skus:
            sku.price_minor, sku.list_price_minor = prices[sku.id].price_minor, prices[sku.id].list_price_minor
        Sku.objects.bulk_update(skus, ["price_minor", "list_price_minor"])
        products = {sku.product_id for sku in skus}
        Product.objects.filter(id__in=products).update(changed_at=now())
        record(
            *(
                ProductChanged(key=seat.store_id, store_id=seat.store_id, product_id=product_id)
                for product_id in sorted(products)
            )
        )
