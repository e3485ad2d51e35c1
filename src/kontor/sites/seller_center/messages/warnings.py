"""Promises of a text before it is sent, beside what stock and logistics say (MSG-16)."""

from __future__ import annotations

import hashlib
from uuid import UUID

from kontor.contexts.messaging.queries.promises import Preview, preview
from kontor.contexts.messaging.sending import text_of
from kontor.kernel.viewer import Seat


def unseen(seat: Seat, conversation_id: UUID, typed: str, confirmed: str) -> tuple[list[Preview], str]:
    """Promises that the person has not seen yet, and the word that says that these were seen.

    Empty when there are none, or when `confirmed` is that word for the same promises.

    Raises:
        TextMissing, TextTooLong, RightMissing, ConversationNotFound
    """
    found = preview(seat, conversation_id, text_of(typed))
    word = hashlib.sha256("\n".join(f"{one.kind}:{one.quote}" for one in found).encode()).hexdigest()[:32]
    return ([], word) if not found or confirmed == word else (found, word)
