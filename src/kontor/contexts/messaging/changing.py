"""Changing what stands beside the messages of a conversation."""

from __future__ import annotations

from uuid import UUID

from kontor.contexts.messaging.errors import ConversationNotFound
from kontor.contexts.messaging.events import ConversationChanged
from kontor.contexts.messaging.models import Conversation
from kontor.kernel.viewer import Buyer, Seat
from kontor.platform.events import record


def held(viewer: Buyer | Seat, conversation_id: UUID) -> Conversation:
    """The viewer's conversation, locked.

    Raises:
        ConversationNotFound
    """
    rows = Conversation.objects.select_for_update().filter(id=conversation_id)
    own = {"store_id": viewer.store_id} if isinstance(viewer, Seat) else {"buyer_id": viewer.buyer_id}
    found = rows.filter(**own).first()
    if found is None:
        raise ConversationNotFound
    return found


def tell(conversation: Conversation) -> None:
    """Record that it changed, so that open pages fetch themselves again."""
    record(
        ConversationChanged(
            key=conversation.id, conversation_id=conversation.id, store_id=conversation.store_id,
            buyer_id=conversation.buyer_id,
        )
    )  # fmt: skip
