"""What reads of messaging hand out: plain and frozen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A conversation in a list.

    Attributes:
        stream, about, last_author, state: values of `words` and `lifecycle`.
        other: who is on the other side: the store's name for a buyer, the masked nickname for a store (ACC-40).
        subject_number, subject_title: of the product or the order that it is about.
        excerpt: the beginning of the latest message.
        unread: of the viewer's side.
        waiting_since, due_at, late_at: of a message that nobody has answered yet; `overdue` and `unanswered` by now.
        key: `after` for the next page.
    """

    id: UUID
    store_id: UUID
    buyer_id: UUID
    stream: str
    about: str
    other: str
    store_slug: str
    subject_number: int | None
    subject_title: str
    language: str
    state: str
    assigned_to: UUID | None
    assignee: str
    excerpt: str
    last_author: str
    last_at: datetime
    message_count: int
    unread: int
    waiting_since: datetime | None
    due_at: datetime | None
    late_at: datetime | None
    overdue: bool
    unanswered: bool
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageView:
    """One message. `mine`: written by the viewer's side. `name`: who wrote it, as the viewer may know it."""

    id: UUID
    position: int
    author: str
    author_id: UUID | None
    name: str
    mine: bool
    text: str
    language: str
    template: str
    at: datetime
    forgotten: bool
    waited_s: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteView:
    """An internal note of the store."""

    id: UUID
    author_id: UUID
    name: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseView:
    """A promise of the store (MSG-16). `state`: open, kept, broken. `sentence`: what kind, in the reader's words."""

    id: UUID
    conversation_id: UUID
    message_id: UUID
    kind: str
    sentence: str
    quote: str
    at: datetime
    due_at: datetime | None
    state: str
    settled_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """A conversation with a page of its messages, the oldest first. `earlier`: there are more before them."""

    row: Row
    messages: Sequence[MessageView]
    earlier: bool
    notes: Sequence[NoteView]
    promises: Sequence[PromiseView]
    entry: str
    device: str
    begun_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class LogRow:
    """One row of the message log (MSG-13). `text`: of message or attempt. `passages`: (start, end, rule, why)."""

    id: UUID
    conversation_id: UUID
    subject_number: int | None
    stream: str
    status: int
    why: str
    sentence: str
    author: str
    name: str
    text: str
    passages: Sequence[tuple[int, int, str, str]]
    at: datetime
    tries: int
    next_try_at: datetime | None
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Message settings as the store's people edit them.

    Attributes:
        time_zone: "" while nobody has chosen: GMT+0 holds, and a warning is shown (MSG-12).
        zone: the one that holds.
        hours: of seven days, Monday first, as text ("09:00-22:00"); `own_hours`: they are the store's own.
        calendar_zone: of these hours.
    """

    time_zone: str
    zone: str
    contact_seller: bool
    hours: Sequence[str]
    own_hours: bool
    calendar_zone: str
    cost_minor: int | None
    currency: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AutoReply:
    """Automatic replies. `texts`: (template, language) → (text, whether it is the store's own)."""

    on: bool
    from_minute: int
    to_minute: int
    zone: str
    zone_chosen: bool
    texts: Mapping[tuple[str, str], tuple[str, bool]]


@dataclass(frozen=True, slots=True, kw_only=True)
class PhraseView:
    """A quick phrase; `texts`: language → text with placeholders."""

    id: UUID
    title: str
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Whether a store may send (MSG-05, MSG-10).

    Attributes:
        frozen_until: None when it is not frozen.
        counting: violations that count towards the next freeze, of `freeze_at`.
        missing: (what, href) of all that keeps messaging closed.
        zone: in which times are shown; zone_chosen: it was chosen (MSG-12).
        failed: messages that were not delivered and wait to be tried again: the page says Message Sync Error.
    """

    frozen_until: datetime | None
    counting: int
    freeze_at: int
    missing: Sequence[tuple[str, str]]
    verified: bool
    zone: str
    zone_chosen: bool
    contact_seller: bool
    failed: int
