"""A conversation is given to somebody of the store, or to nobody (MSG-08)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.messaging.changing import held, tell
from kontor.contexts.messaging.errors import NobodyToAssign
from kontor.contexts.sellers.models import Seat as StoreSeat
from kontor.contexts.sellers.queries import require
from kontor.kernel.viewer import Seat


def assign(*, viewer: Seat, conversation_id: UUID, account_id: UUID | None) -> None:
    """Assign it to a colleague who may answer messages; None takes the assignment back.

    Raises:
        RightMissing, ConversationNotFound, NobodyToAssign: nothing has changed.
    """
    require(viewer, "messages.answer")
    if account_id is not None:
        able = StoreSeat.objects.filter(
            store_id=viewer.store_id, account_id=account_id, rights__contains=["messages.answer"]
        )
        if not able.exists():
            raise NobodyToAssign(field="account")
    with transaction.atomic():
        conversation = held(viewer, conversation_id)
        if conversation.assigned_to != account_id:
            conversation.assigned_to = account_id
            conversation.save(update_fields=["assigned_to"])
            tell(conversation)
