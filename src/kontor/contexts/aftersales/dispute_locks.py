"""Holding a dispute: its order first, so that whoever moves money or orders waits in the same line."""

from __future__ import annotations

from uuid import UUID

from kontor.contexts.aftersales.errors.disputes import DisputeNotFound
from kontor.contexts.aftersales.models import Dispute
from kontor.contexts.orders import locks
from kontor.kernel.viewer import Buyer, Seat, Viewer


def held(viewer: Viewer, dispute_id: UUID) -> Dispute:
    """The dispute and its order, locked until the transaction ends.

    Raises:
        DisputeNotFound: absent, or another buyer's or store's.
    """
    row = Dispute.objects.filter(id=dispute_id).first()
    if row is None or not sees(viewer, row):
        raise DisputeNotFound
    locks.store_order(row.store_id, row.order_id)
    return Dispute.objects.select_for_update().get(id=dispute_id)


def sees(viewer: Viewer, dispute: Dispute) -> bool:
    """Whether the dispute is the viewer's: a side of it, the operator, or Kontor itself."""
    if isinstance(viewer, Buyer):
        return dispute.buyer_id == viewer.buyer_id
    if isinstance(viewer, Seat):
        return dispute.store_id == viewer.store_id
    return True
