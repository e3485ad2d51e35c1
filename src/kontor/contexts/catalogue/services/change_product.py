"""Changing a product: the second of two editors is told."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.catalogue.drafts import EditedProduct, ProductDraft
from kontor.contexts.catalogue.errors import ProductNotFound, SomebodyElseChanged
from kontor.contexts.catalogue.events import ProductChanged
from kontor.contexts.catalogue.lifecycle import State
from kontor.contexts.catalogue.models import Product
from kontor.contexts.catalogue.moves import move
from kontor.contexts.catalogue.policy import REVIEW_EDITS
from kontor.contexts.catalogue.queries import edited_product
from kontor.contexts.catalogue.saving import checked, save_parts
from kontor.contexts.sellers.models import Store
from kontor.contexts.sellers.queries import require
from kontor.kernel.clock import now
from kontor.kernel.lifecycle import Actor
from kontor.kernel.viewer import Seat
from kontor.platform.events import record


def change_product(*, seat: Seat, product_id: UUID, version: int, draft: ProductDraft) -> None:
    """Save `draft` over the product as it was opened.

    Args:
        version: of the product when it was opened for editing.

    Raises:
        RightMissing: without `products.edit`.
        ProductNotFound: absent, or another store's.
        SomebodyElseChanged: when it has been changed since; nothing is saved.
        Refusals: all that is wrong with the draft.
    """
    require(seat, "products.edit")
    store = Store.objects.get(id=seat.store_id)
    before = edited_product(seat, product_id)
    slug = checked(draft, store.language)
    with transaction.atomic():
        changed = Product.objects.filter(store_id=seat.store_id, id=product_id, version=version).update(
            category_id=draft.category_id, slug=slug, brand=draft.brand, attributes=dict(draft.attributes),
            picture=draft.pictures[0].path if draft.pictures else "", handling_days=draft.handling_days,
            wechat_pay=draft.wechat_pay, version=version + 1, changed_at=now(),
        )  # fmt: skip
        product = Product.objects.filter(store_id=seat.store_id, id=product_id).first()
        if product is None:
            raise ProductNotFound
        if not changed:
            raise SomebodyElseChanged
        save_parts(product, draft, store.currency)
        if product.state == State.APPROVED and REVIEW_EDITS.on() and _says_something_else(before, draft):
            move("revise", product, Actor.SELLER)
        if product.state == State.DELISTED and product.delisted_by != "seller":
            move("rework", product, Actor.SELLER)
        record(ProductChanged(key=product.store_id, store_id=product.store_id, product_id=product.id))


def _says_something_else(before: EditedProduct, after: ProductDraft) -> bool:
    return (dict(before.draft.texts), before.draft.pictures, before.draft.category_id) != (
        dict(after.texts),
        after.pictures,
        after.category_id,
    )
