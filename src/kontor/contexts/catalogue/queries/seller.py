"""One product as the people of its store edit it, and its past."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kontor.contexts.catalogue import models
from kontor.contexts.catalogue.drafts import EditedProduct
from kontor.contexts.catalogue.errors import ProductNotFound
from kontor.contexts.catalogue.fields import Changes, Flat, draft_of, flat, overlaid, undone
from kontor.contexts.catalogue.queries.drafts import draft_from
from kontor.contexts.sellers.queries import require
from kontor.kernel.viewer import Seat


@dataclass(frozen=True, slots=True)
class Past:
    """A change of a product: who made it and when, fields from what they were to what they became."""

    version: int
    by_account: UUID | None
    at: datetime
    fields: Changes


def edited_product(seat: Seat, product_id: UUID) -> EditedProduct:
    """A product of the seat's store as the editor opens it: as its people last wrote it, on sale or not.

    Raises:
        RightMissing: without `products.view`.
        ProductNotFound: absent, or another store's.
    """
    require(seat, "products.view")
    products = models.Product.objects.select_related("store", "revision", "approved_version")
    product = products.prefetch_related("texts", "skus", "pictures").filter(
        store_id=seat.store_id, id=product_id
    ).first()  # fmt: skip
    if product is None:
        raise ProductNotFound
    return as_edited(product)


def as_edited(product: models.Product) -> EditedProduct:
    """A product with its store, texts, SKUs, pictures and revision at hand, as a frozen value."""
    draft, revision = draft_from(product), getattr(product, "revision", None)
    if revision is not None:
        draft = draft_of(overlaid(flat(draft), revision.body, set(revision.parts)))
    return EditedProduct(
        product.id, product.number, product.state, revision.reason if revision else product.reason, product.version,
        product.store.currency, product.home_language, draft, revision.state if revision else "",
        getattr(product, "approved_version", None) is not None,
    )  # fmt: skip


def past_of(seat: Seat, product_id: UUID, since: int = 0) -> list[Past]:
    """The changes of a product from version `since` on, latest first.

    Raises:
        RightMissing: without `products.view`.
    """
    require(seat, "products.view")
    rows = models.ProductChange.objects.filter(product_id=product_id, product__store_id=seat.store_id)
    rows = rows.filter(version__gte=since).order_by("-version")
    return [Past(row.version, row.by_account, row.at, row.fields) for row in rows]


def earlier(seat: Seat, product: EditedProduct, version: int) -> Flat | None:
    """The fields of a product as they were at an earlier version; None when that is no longer known.

    Raises:
        RightMissing: without `products.view`.
    """
    past = past_of(seat, product.id, version)
    if len(past) != product.version - version:
        return None
    fields = flat(product.draft)
    for change in past:
        fields = undone(fields, change.fields)
    return fields
