"""From a conversation of a store to others, and to what it is about (MSG-08)."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q

from kontor.contexts.messaging.models import Conversation
from kontor.contexts.messaging.queries.shapes import Row
from kontor.contexts.messaging.words import Tab
from kontor.contexts.sellers.queries import require
from kontor.kernel.viewer import Seat


def neighbours(seat: Seat, row: Row, *, tab: str, stream: str) -> tuple[UUID | None, UUID | None]:
    """The previous and the next one of a tab and stream; from one that has left the tab, its first is the next.

    Raises:
        RightMissing: without `messages.view`.
    """
    require(seat, "messages.view")
    rows = Conversation.objects.filter(store_id=seat.store_id)
    if stream:
        rows = rows.filter(stream=stream)
    if tab == Tab.PENDING:
        rows = rows.filter(waiting_since__isnull=False)
        if row.waiting_since is None:
            return None, rows.exclude(id=row.id).order_by("urgency", "id").values_list("id", flat=True).first()
    urgency = int(row.key.partition("_")[0])
    before = rows.filter(Q(urgency__lt=urgency) | Q(urgency=urgency, id__lt=row.id)).order_by("-urgency", "-id")
    after = rows.filter(Q(urgency__gt=urgency) | Q(urgency=urgency, id__gt=row.id)).order_by("urgency", "id")
    return before.values_list("id", flat=True).first(), after.values_list("id", flat=True).first()


def subject_of(seat: Seat, conversation_id: UUID) -> UUID | None:
    """The product or order that one of the store's conversations is about; None for the store itself.

    Raises:
        RightMissing: without `messages.view`.
    """
    require(seat, "messages.view")
    rows = Conversation.objects.filter(id=conversation_id, store_id=seat.store_id)
    return rows.values_list("subject_id", flat=True).first()
