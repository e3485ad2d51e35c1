"""Taking a product off sale."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.catalogue.errors import ReasonMissing
from kontor.contexts.catalogue.moves import find, move
from kontor.contexts.sellers.queries import require
from kontor.kernel.lifecycle import Actor
from kontor.kernel.viewer import Operator, Seat, System


def delist(*, by: Seat | Operator | System, product_id: UUID, reason: str = "") -> None:
    """Approved → delisted. The operator says why.

    Raises:
        RightMissing: when a seat lacks `products.edit`.
        ReasonMissing: when the operator gives none.
        ProductNotFound: absent, or another store's.
        MoveRefused: when it is not on sale.
    """
    if isinstance(by, Seat):
        require(by, "products.edit")
        actor, store_id = Actor.SELLER, by.store_id
    else:
        actor, store_id = (Actor.OPERATOR if isinstance(by, Operator) else Actor.SYSTEM), None
        if not reason.strip():
            raise ReasonMissing(field="reason")
    with transaction.atomic():
        move("delist", find(product_id, store_id), actor, reason.strip())
