"""Facts of messaging. `key` is the conversation, except for facts of a store's sending."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from kontor.kernel.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationFact(Event):
    """About one conversation."""

    name: ClassVar[str] = ""
    conversation_id: UUID
    store_id: UUID
    buyer_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageSent(ConversationFact):
    """A message was delivered. `author` is a value of `words.Author`, `stream` one of `words.Stream`."""

    name: ClassVar[str] = "messaging.sent"
    message_id: UUID
    author: str
    stream: str


class ConversationChanged(ConversationFact):
    """Something beside its messages changed: assignment, a note, what was read, its state."""

    name = "messaging.changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class SlowResponse(ConversationFact):
    """The store left a message waiting longer than its working time allows (MSG-06)."""

    name: ClassVar[str] = "messaging.slow"
    message_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationUnanswered(ConversationFact):
    """Nobody of the store answered within the hours of the wall clock (MSG-07)."""

    name: ClassVar[str] = "messaging.unanswered"
    message_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyViolated(Event):
    """A message of a store was stopped by the policy (MSG-10). `key` is the store.

    Attributes:
        passage: the words that were stopped, and `rule` by which rule.
        frozen_until: ISO 8601; "" where this violation froze nothing.
    """

    name: ClassVar[str] = "messaging.policy_violated"
    store_id: UUID
    violation_id: UUID
    conversation_id: UUID
    passage: str
    rule: str
    frozen_until: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SendingThawed(Event):
    """The store may write again: the last freeze is over or was taken back. `key` is the store."""

    name: ClassVar[str] = "messaging.thawed"
    store_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseSettled(ConversationFact):
    """A promise was kept or broken (MSG-16)."""

    name: ClassVar[str] = "messaging.promise_settled"
    promise_id: UUID
    order_id: UUID | None
    kept: bool
