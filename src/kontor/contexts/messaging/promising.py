"""Commitments in messages of a store, kept with the order (MSG-16)."""

from __future__ import annotations

from kontor.contexts.messaging import judging
from kontor.contexts.messaging.calendars import calendar_of
from kontor.contexts.messaging.models import Conversation, Message, Promise

_QUOTE = 300


def promises_of(conversation: Conversation, message: Message) -> list[Promise]:
    """The promises that a message makes, as rows."""
    zone = calendar_of(conversation.store_id).zone
    order_id = conversation.subject_id if conversation.about == "order" else None
    return [
        Promise(
            conversation_id=conversation.id, store_id=conversation.store_id, order_id=order_id,
            message_id=message.id, kind=found.kind, quote=found.text[:_QUOTE], at=message.at, due_at=found.due,
        )
        for found in judging.promises_in(message.text, at=message.at, zone=zone, language=message.language)
    ]  # fmt: skip
