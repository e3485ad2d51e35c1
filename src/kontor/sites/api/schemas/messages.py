"""Conversations with buyers, as help desks read and answer them (MSG-17)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from kontor.contexts.messaging.drafts import Sent
from kontor.contexts.messaging.queries.shapes import MessageView, Row
from kontor.sites.api.schemas.common import Strict
from kontor.sites.api.schemas.texts import Count, Text

Tab = Literal["all", "unread", "replied", "pending"]
Kind = Literal["", "inquiry", "order_note", "order_message"]


class Conversation(Schema):
    """One buyer and the store about one thing. The buyer stays masked; what is written stays in its own `stream`."""

    id: UUID
    stream: Annotated[str, Field(description="inquiry, order_note or order_message")]
    about: Annotated[str, Field(description="product, order or store")]
    number: Annotated[str | None, Field(description="of the product or order")]
    title: Annotated[str, Field(description="of the product, or of the order's first goods")]
    buyer: Annotated[str, Field(description="masked")]
    language: Annotated[str, Field(description="in which the buyer wrote last: answer in it")]
    state: Annotated[str, Field(description="open or resolved")]
    assigned_to: Annotated[UUID | None, Field(description="a colleague's account")]
    excerpt: Annotated[str, Field(description="beginning of the latest message")]
    last_author: Annotated[str, Field(description="buyer, seat, program, automatic or system")]
    last_at: datetime
    messages: Annotated[int, Field(description="how many")]
    unread: int
    waiting_since: Annotated[datetime | None, Field(description="of the buyer's first message without an answer")]
    due_at: Annotated[datetime | None, Field(description="until when a person has to answer; later is a slow response")]
    overdue: bool
    unanswered: bool


class ConversationList(Schema):
    items: list[Conversation]
    next: Annotated[str | None, Field(description="hand on as `after`; null: the end")]


class Message(Schema):
    """One message, for good."""

    id: UUID
    position: Annotated[int, Field(description="1, 2, 3 … within the conversation")]
    author: Annotated[str, Field(description="buyer, seat, program, automatic or system")]
    name: Annotated[str, Field(description="the colleague's, or the buyer's, masked")]
    text: Annotated[str, Field(description="plain text: show it as text")]
    language: str
    at: datetime
    forgotten: Annotated[bool, Field(description="its words are no longer kept")]


class MessageList(Schema):
    items: Annotated[list[Message], Field(description="the oldest first")]
    more: Annotated[bool, Field(description="ask again at once, `since` the last of these")]


class MessageIn(Strict):
    text: Annotated[Text, Field(max_length=10_000, description="text and emoji; the policy's length holds")]
    client_id: Annotated[
        Text,
        Field(
            max_length=64,
            examples=["zendesk:8311027"],
            description="your own id of the message, 8 to 64 letters, digits, dots, colons or hyphens: "
            "the same one twice is one message",
        ),
    ]
    automatic: Annotated[bool, Field(strict=True, description="a machine wrote it: it stops no clock")] = False


class OrderMessageIn(Strict):
    text: Annotated[Text, Field(max_length=10_000)]
    client_id: Annotated[Text, Field(max_length=64, description="as for an answer")]


class MessageSent(Schema):
    id: UUID
    conversation: UUID
    position: int
    at: datetime
    repeated: Annotated[bool, Field(description="it stood there before, sent with the same client id")]


class AssignIn(Strict):
    account: Annotated[UUID | None, Field(description="a colleague who may answer messages; null: nobody")]


class ReadIn(Strict):
    position: Annotated[Count, Field(description="of the last message that was seen")]


class Colleague(Schema):
    account: UUID
    name: str


def conversation(row: Row) -> Conversation:
    """A row of the inbox."""
    return Conversation(
        id=row.id, stream=row.stream, about=row.about,
        number=str(row.subject_number) if row.subject_number is not None else None, title=row.subject_title,
        buyer=row.other, language=row.language, state=row.state, assigned_to=row.assigned_to, excerpt=row.excerpt,
        last_author=row.last_author, last_at=row.last_at, messages=row.message_count, unread=row.unread,
        waiting_since=row.waiting_since, due_at=row.due_at, overdue=row.overdue, unanswered=row.unanswered,
    )  # fmt: skip


def listed(rows: Sequence[Row], size: int) -> ConversationList:
    """A page of `size`, from one row more than that."""
    page = rows[:size]
    return ConversationList(items=[conversation(row) for row in page], next=page[-1].key if len(rows) > size else None)


def messages(found: Sequence[MessageView], size: int) -> MessageList:
    """A page of `size`, from one message more than that."""
    items = [
        Message(
            id=each.id, position=each.position, author=each.author, name=each.name, text=each.text,
            language=each.language, at=each.at, forgotten=each.forgotten,
        )
        for each in found[:size]
    ]  # fmt: skip
    return MessageList(items=items, more=len(found) > size)


def sent(made: Sent) -> dict[str, object]:
    """A message that stands in its conversation, as JSON."""
    return {
        "id": str(made.message_id), "conversation": str(made.conversation_id), "position": made.position,
        "at": made.at.isoformat().replace("+00:00", "Z"), "repeated": made.repeated,
    }  # fmt: skip
