"""Many products as an editor opens them, for sheets and programs of their store."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from kontor.contexts.catalogue import models
from kontor.contexts.catalogue.drafts import EditedProduct
from kontor.contexts.catalogue.queries.seller import as_edited
from kontor.contexts.sellers.queries import require
from kontor.kernel.viewer import Seat


def edited_products(seat: Seat, ids: Collection[UUID]) -> dict[UUID, EditedProduct]:
    """Those of `ids` that are products of the seat's store. Four statements, whatever their number.

    Raises:
        RightMissing: without `products.view`.
    """
    require(seat, "products.view")
    if not ids:
        return {}
    products = models.Product.objects.select_related("store", "revision", "approved_version").prefetch_related(
        "texts", "skus", "pictures"
    )
    return {product.id: as_edited(product) for product in products.filter(store_id=seat.store_id, id__in=ids)}


def products_after(seat: Seat, after: UUID | None, limit: int) -> list[UUID]:
    """Ids of the store's products, oldest first, paged by key: all of them go into a sheet.

    Raises:
        RightMissing: without `products.view`.
    """
    require(seat, "products.view")
    products = models.Product.objects.filter(store_id=seat.store_id)
    if after is not None:
        products = products.filter(id__gt=after)
    return list(products.order_by("id").values_list("id", flat=True)[:limit])
