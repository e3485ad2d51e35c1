"""A seller hands a product in."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.catalogue.errors import PictureMissing
from kontor.contexts.catalogue.moves import find, move
from kontor.contexts.catalogue.queries import edited_product
from kontor.contexts.catalogue.saving import checked
from kontor.contexts.sellers.queries import require
from kontor.kernel.lifecycle import Actor
from kontor.kernel.viewer import Seat


def submit_for_review(*, seat: Seat, product_id: UUID) -> None:
    """Draft or rejected → under review (TRD-02).

    Raises:
        RightMissing: without `products.edit`.
        ProductNotFound: absent, or another store's.
        PictureMissing, Refusals: what is still missing.
        MoveRefused: when it is not a draft.
    """
    require(seat, "products.edit")
    edited = edited_product(seat, product_id)
    checked(edited.draft, edited.home_language)
    if not edited.draft.pictures:
        raise PictureMissing(field="pictures")
    with transaction.atomic():
        move("submit", find(product_id, seat.store_id), Actor.SELLER)
