"""Promises about an order are kept or broken (MSG-16)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from kontor.contexts.messaging.models import Promise
from kontor.contexts.messaging.rules.promises import ends_kept, kept_by
from kontor.contexts.messaging.settling import settled
from kontor.kernel.clock import now
from kontor.kernel.viewer import System


def settle_promises(
    *, viewer: System, store_id: UUID, order_id: UUID | None = None, conversation_id: UUID | None = None,
    happened: str = "", at: datetime | None = None, overdue: bool = False, but: UUID | None = None,
) -> int:  # fmt: skip
    """Settle open promises of an order or a conversation by what happened; or those of a store that are overdue.

    Args:
        happened: "shipped", "delivered", "received", "refunded", "answered" (`rules.promises`).
        overdue: those whose time is over are broken, of the kinds that a fact would have kept; a warranty has held.
        but: promises of this message are left alone.

    Returns:
        How many were settled.
    """
    del viewer
    moment = at or now()
    open_ones = Promise.objects.filter(store_id=store_id, state="open")
    if conversation_id is not None:
        open_ones = open_ones.filter(conversation_id=conversation_id)
    elif order_id is not None:
        open_ones = open_ones.filter(order_id=order_id)
    else:
        open_ones = open_ones.filter(due_at__lte=moment)
    if but is not None:
        open_ones = open_ones.exclude(message_id=but)
    many = 0
    with transaction.atomic():
        for row in open_ones.select_for_update().order_by("conversation_id", "id"):
            late = row.due_at is not None and row.due_at < moment
            if happened and kept_by(row.kind) == happened:
                kept = not late
            elif overdue and late and (kept_by(row.kind) or ends_kept(row.kind)):
                kept = ends_kept(row.kind)
            else:
                continue
            settled(row, kept=kept, at=moment)
            many += 1
    return many
