"""What a dispute shows of promises in messages is told to them (MSG-16)."""

from __future__ import annotations

from kontor.contexts.aftersales.events.disputes import DisputeEnded
from kontor.contexts.aftersales.models import Dispute
from kontor.contexts.messaging.services.settle_disputed_promises import settle_disputed_promises
from kontor.kernel.viewer import System
from kontor.platform.events import react


@react(DisputeEnded)
def settle_promises_in_dispute(event: DisputeEnded) -> None:
    """A gift that was missing, a warranty that held or not."""
    row = Dispute.objects.get(id=event.dispute_id)
    settle_disputed_promises(
        viewer=System("aftersales"), store_id=row.store_id, order_id=row.order_id, reason=row.reason,
        refunded=row.refunded_minor > 0, agreed=row.how == "agreement",
    )  # fmt: skip
