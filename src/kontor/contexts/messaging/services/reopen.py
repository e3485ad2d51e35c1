"""A conversation that was done is taken up again (MSG-08)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.messaging.changing import held, tell
from kontor.contexts.messaging.lifecycle import CONVERSATION, State
from kontor.contexts.sellers.queries import require
from kontor.kernel.lifecycle import Actor
from kontor.kernel.viewer import Seat


def reopen(*, viewer: Seat, conversation_id: UUID) -> None:
    """Open it again. Safe to repeat.

    Raises:
        RightMissing, ConversationNotFound: nothing has changed.
    """
    require(viewer, "messages.answer")
    with transaction.atomic():
        conversation = held(viewer, conversation_id)
        if conversation.state == State.RESOLVED:
            conversation.state = CONVERSATION.check("reopen", State.RESOLVED, Actor.SELLER).target
            conversation.save(update_fields=["state"])
            tell(conversation)
