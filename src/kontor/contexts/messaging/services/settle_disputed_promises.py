"""What a dispute shows of promises about its order: a gift that was missing, a warranty that held or not (MSG-16)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.messaging.models import Promise
from kontor.contexts.messaging.rules.promises import by_dispute
from kontor.contexts.messaging.settling import settled
from kontor.kernel.clock import now
from kontor.kernel.viewer import System


def settle_disputed_promises(
    *, viewer: System, store_id: UUID, order_id: UUID, reason: str, refunded: bool, agreed: bool
) -> int:
    """Settle gifts and warranties of an order by how a dispute about it has ended; safe to repeat.

    A gift that the buyer's receipt had kept is broken by a later dispute that shows it missing.

    Args:
        reason: of the dispute; refunded: the buyer got money; agreed: the sides agreed (`rules.promises.by_dispute`).

    Returns:
        How many were settled.
    """
    del viewer
    moment, many = now(), 0
    with transaction.atomic():
        rows = Promise.objects.select_for_update().filter(store_id=store_id, order_id=order_id).exclude(state="broken")
        for row in rows.order_by("conversation_id", "id"):
            kept = by_dispute(row.kind, reason=reason, refunded=refunded, agreed=agreed)
            over = row.kind == "warranty" and row.due_at is not None and row.due_at < moment
            if kept is None or over or (kept and row.state == "kept"):
                continue
            settled(row, kept=kept, at=moment)
            many += 1
    return many
