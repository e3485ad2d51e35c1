"""A conversation is done (MSG-08)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.messaging.changing import held, tell
from kontor.contexts.messaging.errors import BuyerWaits
from kontor.contexts.messaging.lifecycle import CONVERSATION, State
from kontor.contexts.sellers.queries import require
from kontor.kernel.lifecycle import Actor
from kontor.kernel.viewer import Seat


def resolve(*, viewer: Seat, conversation_id: UUID) -> None:
    """Mark it as done; it opens again by itself when the buyer writes. Safe to repeat.

    Only an answer stops the clock, so that nobody resolves a conversation in which the buyer waits (MSG-07).

    Raises:
        RightMissing, ConversationNotFound, BuyerWaits: nothing has changed.
    """
    require(viewer, "messages.answer")
    with transaction.atomic():
        conversation = held(viewer, conversation_id)
        if conversation.waiting_since is not None:
            raise BuyerWaits
        if conversation.state == State.OPEN:
            conversation.state = CONVERSATION.check("resolve", State.OPEN, Actor.SELLER).target
            conversation.save(update_fields=["state"])
            tell(conversation)
