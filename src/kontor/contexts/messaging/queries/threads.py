"""One conversation with its messages, and what has come since (MSG-08)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from kontor.contexts.accounts.models import Account
from kontor.contexts.messaging.errors import ConversationNotFound
from kontor.contexts.messaging.models import Conversation, InternalNote, Message
from kontor.contexts.messaging.queries.promises import views_of
from kontor.contexts.messaging.queries.reading import COLUMNS, FROM, messages_of, people, row_of, rows_for_seat
from kontor.contexts.messaging.queries.shapes import MessageView, NoteView, Row, Thread
from kontor.contexts.sellers.queries import require
from kontor.kernel.viewer import Buyer, Operator, Seat

PAGE = 50
_ONE = f"SELECT {COLUMNS}, c.entry, c.device, c.begun_at {FROM} WHERE c.id = %s"


def thread(
    viewer: Buyer | Seat | Operator, conversation_id: UUID, *, before: int | None = None, size: int = PAGE
) -> Thread:
    """A conversation with its latest messages, or those before the position `before`.

    Notes of the store are there for the store alone. The operator sees the rest: a dispute or a violation is looked at.

    Raises:
        ConversationNotFound: there is none, or it is somebody else's.
        RightMissing: a seat without `messages.view`.
    """
    row, entry, device, begun_at = _row(viewer, conversation_id)
    rows = Message.objects.filter(conversation_id=conversation_id)
    if before is not None:
        rows = rows.filter(position__lt=before)
    latest = list(rows.defer("words").order_by("-position")[: size + 1])
    shown = latest[:size][::-1]
    return Thread(
        row=row, messages=_views(viewer, row, shown), earlier=len(latest) > size,
        notes=_notes(conversation_id) if isinstance(viewer, Seat) else (),
        promises=() if isinstance(viewer, Buyer) else views_of(conversation_id=conversation_id),
        entry=entry, device=device, begun_at=begun_at,
    )  # fmt: skip


def since(
    viewer: Buyer | Seat | Operator, conversation_id: UUID, after: UUID | None, *, size: int = PAGE
) -> list[MessageView]:
    """Messages after the one called `after` (None, or unknown: from the first), the oldest first.

    A page that was offline asks with the last id that it has, again and again until nothing comes: it loses none and
    shows none twice (MSG-13).

    Raises:
        ConversationNotFound, RightMissing
    """
    row, *_rest = _row(viewer, conversation_id)
    rows: QuerySet[Message] = Message.objects.filter(conversation_id=conversation_id)
    if after is not None:
        place = rows.filter(id=after).values_list("position", flat=True).first()
        rows = rows.filter(position__gt=place or 0)
    return _views(viewer, row, list(rows.defer("words").order_by("position")[:size]))


def notes(viewer: Seat, conversation_id: UUID) -> list[NoteView]:
    """Internal notes alone, the oldest first.

    Raises:
        RightMissing, ConversationNotFound
    """
    require(viewer, "messages.view")
    if not Conversation.objects.filter(id=conversation_id, store_id=viewer.store_id).exists():
        raise ConversationNotFound
    return _notes(conversation_id)


def _row(viewer: Buyer | Seat | Operator, conversation_id: UUID) -> tuple[Row, str, str, datetime]:
    if isinstance(viewer, Seat):
        require(viewer, "messages.view")
    with connection.cursor() as cursor:
        cursor.execute(_ONE, [conversation_id])
        found = cursor.fetchone()
    if found is None:
        raise ConversationNotFound
    *columns, entry, device, begun_at = found
    of_store = not isinstance(viewer, Buyer)
    row = rows_for_seat([columns])[0] if of_store else row_of(columns, of_store=False)
    if isinstance(viewer, Seat) and row.store_id != viewer.store_id:
        raise ConversationNotFound
    if isinstance(viewer, Buyer) and row.buyer_id != viewer.buyer_id:
        raise ConversationNotFound
    return row, entry, device, begun_at


def _views(viewer: Buyer | Seat | Operator, row: Row, rows: list[Message]) -> list[MessageView]:
    if isinstance(viewer, Buyer):
        own = Account.objects.filter(id=viewer.buyer_id).only("given_name", "family_name").first()
        return messages_of(rows, side="buyer", buyer=own.full_name if own else "", store=row.other)
    side = "store" if isinstance(viewer, Seat) else "operator"
    return messages_of(rows, side=side, buyer=row.other, store="")


def _notes(conversation_id: UUID) -> list[NoteView]:
    rows = list(InternalNote.objects.filter(conversation_id=conversation_id).order_by("id"))
    names = people({row.author_id for row in rows})[1]
    return [
        NoteView(id=row.id, author_id=row.author_id, name=names.get(row.author_id, ""), text=row.text, at=row.at)
        for row in rows
    ]
