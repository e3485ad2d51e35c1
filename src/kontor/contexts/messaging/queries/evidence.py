"""Conversations as evidence, for both sides and the arbiter (MSG-15)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from kontor.contexts.messaging.errors import ConversationNotFound
from kontor.contexts.messaging.evidence_of import Broken, breaks, messages_in_order, told
from kontor.contexts.messaging.models import Conversation, Message
from kontor.contexts.messaging.queries.promises import views_of
from kontor.contexts.messaging.queries.reading import messages_of, people
from kontor.contexts.messaging.queries.shapes import MessageView, PromiseView
from kontor.contexts.sellers.models import Store
from kontor.contexts.sellers.queries import require
from kontor.kernel.viewer import Buyer, Operator, Seat


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A whole conversation as evidence: the same words to both sides and the arbiter.

    Attributes:
        messages: all of them, the oldest first; hashes: of each; links: (previous, fields, salt) as they are hashed.
        broken: where the chain does not hold; empty for one that was not touched.
    """

    conversation_id: UUID
    store_id: UUID
    stream: str
    about: str
    subject_number: int | None
    subject_title: str
    store: str
    buyer: str
    begun_at: datetime
    messages: Sequence[MessageView]
    hashes: Sequence[str]
    links: Sequence[tuple[str, dict[str, Any], str]]
    promises: Sequence[PromiseView]
    broken: Sequence[Broken]


def evidence(viewer: Buyer | Seat | Operator, conversation_id: UUID) -> Evidence:
    """A conversation with its chain, checked now.

    Raises:
        ConversationNotFound: there is none, or it is somebody else's.
        RightMissing: a seat without `messages.view`.
    """
    if isinstance(viewer, Seat):
        require(viewer, "messages.view")
    row = Conversation.objects.filter(id=conversation_id).first()
    if row is None or not _is_of(viewer, row):
        raise ConversationNotFound
    return _whole(row, messages_in_order(row.id))


def evidence_of_order(viewer: Buyer | Seat | Operator, *, store_id: UUID, order_id: UUID) -> list[Evidence]:
    """All conversations about an order as evidence, for a dispute; to others than its sides and the operator none."""
    if isinstance(viewer, Seat) and not viewer.may("messages.view"):
        return []
    rows = Conversation.objects.filter(store_id=store_id, about="order", subject_id=order_id).order_by("begun_at", "id")
    return [_whole(row, messages_in_order(row.id)) for row in rows if _is_of(viewer, row)]


def _is_of(viewer: Buyer | Seat | Operator, row: Conversation) -> bool:
    if isinstance(viewer, Buyer):
        return row.buyer_id == viewer.buyer_id
    return not isinstance(viewer, Seat) or row.store_id == viewer.store_id


def _whole(row: Conversation, rows: list[Message]) -> Evidence:
    store = Store.objects.values_list("name", flat=True).get(id=row.store_id)
    buyer = people([row.buyer_id])[0].get(row.buyer_id, "")
    return Evidence(
        conversation_id=row.id, store_id=row.store_id, stream=row.stream, about=row.about,
        subject_number=row.subject_number, subject_title=row.subject_title, store=store, buyer=buyer,
        begun_at=row.begun_at,
        messages=messages_of(rows, side="operator", buyer=buyer, store=store), hashes=[each.hash for each in rows],
        links=[(each.previous, told(each), each.salt) for each in rows], promises=views_of(conversation_id=row.id),
        broken=list(breaks(row, rows)),
    )  # fmt: skip
