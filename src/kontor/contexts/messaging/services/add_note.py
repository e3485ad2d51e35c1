"""A note for colleagues, which no buyer sees (MSG-08)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.messaging.changing import held, tell
from kontor.contexts.messaging.errors import NoteMissing
from kontor.contexts.messaging.models import InternalNote
from kontor.contexts.messaging.sending import text_of
from kontor.contexts.sellers.queries import require
from kontor.kernel.viewer import Seat


def add_note(*, viewer: Seat, conversation_id: UUID, text: str) -> UUID:
    """Write a note beside a conversation.

    Returns:
        Its id.

    Raises:
        RightMissing, ConversationNotFound: nothing has changed.
        NoteMissing, TextMissing, TextTooLong: at the field `note`.
    """
    require(viewer, "messages.answer")
    if not text.strip():
        raise NoteMissing(field="note")
    cleaned = text_of(text, field="note")
    with transaction.atomic():
        conversation = held(viewer, conversation_id)
        note = InternalNote.objects.create(
            conversation_id=conversation.id, store_id=viewer.store_id, author_id=viewer.account_id, text=cleaned
        )
        tell(conversation)
    return note.id
