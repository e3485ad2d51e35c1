"""Somebody has read a conversation (MSG-08)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.messaging.changing import held, tell
from kontor.contexts.messaging.models import ReadMark
from kontor.contexts.messaging.telling import cause_of
from kontor.contexts.notifications.services.read_notices import read_notices
from kontor.contexts.sellers.queries import require
from kontor.kernel.clock import now
from kontor.kernel.viewer import Buyer, Seat


def mark_read(*, viewer: Buyer | Seat, conversation_id: UUID, position: int | None = None) -> None:
    """Everything up to `position` is read (None: all). For a store it is read as soon as one of its people has.

    A page names the last position that it shows, so that what comes in meanwhile stays unread.

    Raises:
        RightMissing, ConversationNotFound: nothing has changed.
    """
    if isinstance(viewer, Seat):
        require(viewer, "messages.view")
    account_id = viewer.account_id if isinstance(viewer, Seat) else viewer.buyer_id
    side = "unread_store" if isinstance(viewer, Seat) else "unread_buyer"
    with transaction.atomic():
        conversation = held(viewer, conversation_id)
        seen = min(position if position is not None else conversation.message_count, conversation.message_count)
        mark, _new = ReadMark.objects.get_or_create(conversation_id=conversation.id, account_id=account_id)
        if seen > mark.position:
            ReadMark.objects.filter(pk=mark.pk).update(position=seen, at=now())
        if seen == conversation.message_count and getattr(conversation, side):
            setattr(conversation, side, 0)
            conversation.save(update_fields=[side])
            tell(conversation)
    if isinstance(viewer, Buyer):
        read_notices(account_id=account_id, about=cause_of(conversation_id))
