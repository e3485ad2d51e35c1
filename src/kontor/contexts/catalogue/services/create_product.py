"""A seller's new product."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.catalogue.drafts import ProductDraft
from kontor.contexts.catalogue.models import Product
from kontor.contexts.catalogue.saving import checked, save_parts
from kontor.contexts.catalogue.tree_lock import hold_tree
from kontor.contexts.sellers.models import Store
from kontor.contexts.sellers.queries import require
from kontor.kernel.viewer import Seat


def create_product(*, seat: Seat, draft: ProductDraft) -> UUID:
    """Save a new product as a draft; nobody else sees it before review.

    Returns:
        The product's id.

    Raises:
        RightMissing: without `products.edit`.
        Refusals: all that is wrong with the draft.
    """
    require(seat, "products.edit")
    store = Store.objects.get(id=seat.store_id)
    with transaction.atomic():
        hold_tree()
        slug = checked(draft, store.language)
        product = Product.objects.create(
            store=store, category_id=draft.category_id, slug=slug, brand=draft.brand, attributes=dict(draft.attributes),
            home_language=store.language, picture=draft.pictures[0].path if draft.pictures else "",
            handling_days=draft.handling_days, wechat_pay=draft.wechat_pay,
        )  # fmt: skip
        save_parts(product, draft, store.currency)
    return product.id
