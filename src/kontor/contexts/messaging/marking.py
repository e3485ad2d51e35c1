"""What the clock marks of a conversation, once for each message and kind (MSG-06, MSG-07)."""

from __future__ import annotations

from datetime import datetime

from kontor.contexts.messaging.events import ConversationUnanswered, SlowResponse
from kontor.contexts.messaging.models import ClockMiss, Conversation
from kontor.contexts.messaging.words import Miss
from kontor.kernel.events import Event


def misses_of(conversation: Conversation, moment: datetime) -> tuple[list[ClockMiss], list[Event]]:
    """The marks that are due at `moment` and were not made yet, with their facts. The conversation is locked.

    What was marked is told by `check_at`: it stands at the next mark to be made, and at null when both are there.
    """
    if conversation.waiting_id is None or conversation.waiting_since is None or conversation.check_at is None:
        return [], []
    rows: list[ClockMiss] = []
    facts: list[Event] = []
    ends = (
        (Miss.SLOW, conversation.due_at, SlowResponse),
        (Miss.UNANSWERED, conversation.late_at, ConversationUnanswered),
    )
    for kind, end, fact in ends:
        if end is None or end > moment or end < conversation.check_at:
            continue
        rows.append(
            ClockMiss(
                conversation_id=conversation.id, store_id=conversation.store_id, message_id=conversation.waiting_id,
                kind=kind.value, waiting_since=conversation.waiting_since, due_at=end, at=moment,
            )
        )  # fmt: skip
        facts.append(
            fact(
                key=conversation.id, conversation_id=conversation.id, store_id=conversation.store_id,
                buyer_id=conversation.buyer_id, message_id=conversation.waiting_id,
            )
        )  # fmt: skip
    return rows, facts


def next_check(conversation: Conversation, moment: datetime) -> datetime | None:
    """When the clock looks at it again after what was due at `moment` is marked."""
    ends = [end for end in (conversation.due_at, conversation.late_at) if end is not None and end > moment]
    return min(ends, default=None)
