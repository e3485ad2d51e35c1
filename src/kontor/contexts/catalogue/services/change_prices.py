"""Changing prices of many SKUs at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.db.models import F

from kontor.contexts.catalogue import rules
from kontor.contexts.catalogue.drafts import PriceChange
from kontor.contexts.catalogue.errors import ProductNotFound
from kontor.contexts.catalogue.events import ProductChanged
from kontor.contexts.catalogue.fields import Changes
from kontor.contexts.catalogue.models import Product, ProductChange, Sku
from kontor.contexts.sellers.queries import require
from kontor.kernel.clock import now
from kontor.kernel.errors import Refusals
from kontor.kernel.viewer import Seat
from kontor.platform.events import record


def change_prices(*, seat: Seat, prices: Mapping[UUID, PriceChange]) -> None:
    """Set the prices of SKUs of the seat's store, all or none; they hold from the next page on.

    Each product that gets another price gets its next version, so that an editor who has it open is told.

    Raises:
        RightMissing: without `products.edit`.
        ProductNotFound: when a SKU is not of this store.
        Refusals: for prices that cannot be.
    """
    require(seat, "products.edit")
    with transaction.atomic():
        of_store = Sku.objects.filter(store_id=seat.store_id, id__in=prices)
        # The products first and in order, as every change of a product locks them.
        rows = Product.objects.select_for_update(no_key=True).filter(id__in=of_store.values("product_id"))
        products = {product.id: product for product in rows.order_by("id")}
        skus = list(of_store.select_for_update().order_by("id"))
        if len(skus) != len(prices):
            raise ProductNotFound
        wrong = [fault for sku in skus for fault in rules.price_faults(sku.code, prices[sku.id], str(sku.id))]
        if wrong:
            raise Refusals(wrong)
        made = _made(skus, prices)
        if not made:
            return
        for sku in skus:
            sku.price_minor, sku.list_price_minor = prices[sku.id].price_minor, prices[sku.id].list_price_minor
        Sku.objects.bulk_update(skus, ["price_minor", "list_price_minor"])
        ProductChange.objects.bulk_create(
            ProductChange(product_id=key, version=products[key].version, fields=fields, by_account=seat.account_id)
            for key, fields in made.items()
        )
        Product.objects.filter(id__in=made).update(changed_at=now(), version=F("version") + 1)
        record(
            *(ProductChanged(key=seat.store_id, store_id=seat.store_id, product_id=product_id) for product_id in made)
        )


def _made(skus: list[Sku], prices: Mapping[UUID, PriceChange]) -> dict[UUID, Changes]:
    """What changes, by product; a price that is the same already is no change."""
    found: defaultdict[UUID, Changes] = defaultdict(dict)
    for sku in skus:
        for name in ("price_minor", "list_price_minor"):
            before, after = getattr(sku, name), getattr(prices[sku.id], name)
            if before != after:
                found[sku.product_id][f"sku.{sku.id}.{name}"] = [before, after]
    return dict(sorted(found.items()))
