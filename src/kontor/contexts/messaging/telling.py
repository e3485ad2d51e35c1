"""How notices name a conversation, so that reading it reads them too (MSG-14)."""

from __future__ import annotations

from uuid import UUID


def cause_of(conversation_id: UUID) -> str:
    """The beginning of the cause of every notice of a conversation."""
    return f"message:{conversation_id}:"
