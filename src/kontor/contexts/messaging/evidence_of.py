"""A conversation as evidence: what was written and when, and the chain that shows that nothing was changed (MSG-15)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from kontor.contexts.messaging.models import Conversation, Message
from kontor.contexts.messaging.rules import chain

FORMAT = "kontor.evidence/1"


@dataclass(frozen=True, slots=True)
class Broken:
    """A place where the chain does not hold, and a sentence that says how."""

    position: int
    sentence: str


def told(row: Message) -> dict[str, Any]:
    """The fields of a message that are in its hash."""
    return chain.fields(
        conversation_id=row.conversation_id, position=row.position, message_id=row.id, author=row.author,
        author_id=row.author_id, program_id=row.program_id, client_id=row.client_id, at=row.at, digest=row.digest,
    )  # fmt: skip


def breaks(conversation: Conversation, rows: Sequence[Message]) -> Iterator[Broken]:
    """Where the chain of a conversation does not hold: hashes, texts, places, and the head that it keeps."""
    previous = ""
    for place, row in enumerate(rows, 1):
        if row.position != place:
            yield Broken(place, "a message is missing before it")
        if row.previous != previous:
            yield Broken(row.position, "does not follow the message before it")
        if row.forgotten_at is None and chain.digest(row.salt or "00", row.text) != row.digest:
            yield Broken(row.position, "its text is not the one that was written")
        if chain.link(row.previous, told(row)) != row.hash:
            yield Broken(row.position, "its hash is not that of its fields")
        previous = row.hash
    if conversation.head != previous:
        yield Broken(len(rows), "the conversation ends with another message than it says")
    if conversation.message_count != len(rows):
        yield Broken(len(rows), f"the conversation counts {conversation.message_count} messages")


def messages_in_order(conversation_id: UUID) -> list[Message]:
    """All messages, the oldest first."""
    return list(Message.objects.filter(conversation_id=conversation_id).defer("words").order_by("position"))
