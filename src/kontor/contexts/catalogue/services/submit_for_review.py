"""A seller hands a product in."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.catalogue.lifecycle import State
from kontor.contexts.catalogue.moves import move
from kontor.contexts.catalogue.reviewing import keep_approved, keep_decision, open_case, trusted
from kontor.contexts.catalogue.saving import checked
from kontor.contexts.catalogue.working import take
from kontor.contexts.sellers.queries import require
from kontor.kernel.lifecycle import Actor
from kontor.kernel.viewer import Seat


def submit_for_review(*, seat: Seat, product_id: UUID) -> State:
    """Draft or rejected → under review (TRD-02); of a trusted store → approved at once.

    Returns:
        The product's state now.

    Raises:
        RightMissing: without `products.edit`.
        ProductNotFound: absent, or another store's.
        Refusals: what is still missing.
        MoveRefused: when it is not a draft.
    """
    require(seat, "products.edit")
    with transaction.atomic():
        working = take(product_id, seat.store_id)
        product = working.product
        checked(working.draft, product.store.language, complete=True)
        move("submit", product, Actor.SELLER)
        if trusted(product.store_id):
            move("approve", product, Actor.SYSTEM)
            keep_approved(product, working.live)
            keep_decision(product, approved=True, by=None, reason="")
        else:
            open_case(product, working.live)
        return State(product.state)
