"""How a promise turned out is written down (MSG-16)."""

from __future__ import annotations

from datetime import datetime

from kontor.contexts.messaging.events import PromiseSettled
from kontor.contexts.messaging.models import Conversation, Promise
from kontor.platform.events import record


def settled(row: Promise, *, kept: bool, at: datetime) -> None:
    """Write down how a promise turned out, with its fact. Its row is locked."""
    mine = Promise.objects.filter(conversation_id=row.conversation_id, id=row.id)
    mine.update(state="kept" if kept else "broken", settled_at=at)
    buyer_id = Conversation.objects.values_list("buyer_id", flat=True).get(id=row.conversation_id)
    record(
        PromiseSettled(
            key=row.conversation_id, conversation_id=row.conversation_id, store_id=row.store_id, buyer_id=buyer_id,
            promise_id=row.id, order_id=row.order_id, kept=kept,
        )
    )  # fmt: skip
