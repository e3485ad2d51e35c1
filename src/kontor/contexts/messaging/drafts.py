"""What is sent, and where to: plain values between services and the one way of a message."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kontor.contexts.messaging.models import Delivery
from kontor.contexts.messaging.rules.phrases import Filled
from kontor.contexts.messaging.words import Author, Stream


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A message before it is delivered; `text` is cleaned already.

    Attributes:
        language: of the text, where it is known; else it is looked for in the text.
        quiet: it starts no clock (a note at checkout).
        delivery: the row of an attempt that failed or was held, and is made again.
        looked_at: somebody has let copies of it pass.
        filled: what of `text` the sender wrote, and where it stands; None: all of it (`own_words`).
    """

    author: Author
    author_id: UUID | None
    text: str
    client_id: str
    program_id: UUID | None = None
    language: str = ""
    template: str = ""
    quiet: bool = False
    delivery: Delivery | None = None
    looked_at: bool = False
    filled: Filled | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A conversation that is there. One of `buyer_id`, `store_id` is whoever writes, and has to be of it; for a store
    `store_id` is needed in any case, because its desk is held first."""

    conversation_id: UUID
    store_id: UUID | None = None
    buyer_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A conversation about something, begun now if there is none (MSG-01)."""

    store_id: UUID
    buyer_id: UUID
    stream: Stream
    about: str
    subject_id: UUID | None
    subject_number: int | None
    subject_title: str
    language: str
    begun_by: str = "buyer"
    entry: str = ""
    device: str = ""


@dataclass(frozen=True, slots=True)
class Sent:
    """A message that stands in its conversation. `repeated`: it stood there before, sent with the same id."""

    conversation_id: UUID
    message_id: UUID
    position: int
    at: datetime
    repeated: bool = False
