"""Commitments in messages of a store, kept with the order (MSG-16)."""

from __future__ import annotations

from datetime import datetime, timedelta

from kontor.contexts.messaging import judging
from kontor.contexts.messaging.models import Conversation, Message, Promise

_QUOTE = 300


def promises_of(conversation: Conversation, message: Message) -> list[Promise]:
    """The promises that a message makes, as rows."""
    order_id = conversation.subject_id if conversation.about == "order" else None
    return [
        Promise(
            conversation_id=conversation.id, store_id=conversation.store_id, order_id=order_id,
            message_id=message.id, kind=found.kind, quote=message.text[found.start : found.end][:_QUOTE], at=message.at,
            due_at=due_of(found, message.at),
        )
        for found in judging.promises_in(message.text, message.language)
    ]  # fmt: skip


def due_of(found: judging.Promised, at: datetime) -> datetime | None:
    """Until when it has to be true; None where no time is named. Working days are counted Monday to Friday."""
    if not found.days and not found.hours:
        return None
    end = at + timedelta(hours=found.hours)
    left = found.days
    while left > 0:
        end += timedelta(days=1)
        if not found.working or end.weekday() < 5:  # noqa: PLR2004  (Saturday)
            left -= 1
    return end
