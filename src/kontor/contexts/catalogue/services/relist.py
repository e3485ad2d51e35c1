"""Bringing a product back on sale."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.catalogue.errors import TakenOffByOperator
from kontor.contexts.catalogue.moves import find, move
from kontor.contexts.sellers.queries import require
from kontor.kernel.lifecycle import Actor
from kontor.kernel.viewer import Operator, Seat


def relist(*, by: Seat | Operator, product_id: UUID) -> None:
    """Delisted → approved; sellers bring back only what they took off themselves.

    Raises:
        RightMissing: when a seat lacks `products.edit`.
        TakenOffByOperator: when a seller tries to undo the operator's decision.
        ProductNotFound: absent, or another store's.
        MoveRefused: when it is not delisted.
    """
    if isinstance(by, Seat):
        require(by, "products.edit")
        product = find(product_id, by.store_id)
        if product.delisted_by == "operator":
            raise TakenOffByOperator
    else:
        product = find(product_id)
    with transaction.atomic():
        move("relist", product, Actor.SELLER if isinstance(by, Seat) else Actor.OPERATOR)
