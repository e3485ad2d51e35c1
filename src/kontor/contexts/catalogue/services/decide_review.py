"""The operator's word on a product."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.catalogue.errors import ReasonMissing
from kontor.contexts.catalogue.moves import find, move
from kontor.kernel.lifecycle import Actor
from kontor.kernel.viewer import Operator, System


def decide_review(*, by: Operator | System, product_id: UUID, approve: bool, reason: str = "") -> None:
    """Under review → approved, or rejected with a reason that the seller reads (TRD-02).

    Raises:
        ReasonMissing: for a rejection without one.
        ProductNotFound: absent.
        MoveRefused: when it is not under review.
    """
    if not approve and not reason.strip():
        raise ReasonMissing(field="reason")
    actor = Actor.OPERATOR if isinstance(by, Operator) else Actor.SYSTEM
    with transaction.atomic():
        move("approve" if approve else "reject", find(product_id), actor, reason.strip())
