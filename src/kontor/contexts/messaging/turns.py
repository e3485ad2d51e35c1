"""Whose turn it is in a conversation, and until when (MSG-06, MSG-07)."""

from __future__ import annotations

from datetime import timedelta

from kontor.contexts.messaging.calendars import calendar_of
from kontor.contexts.messaging.lifecycle import CONVERSATION, State
from kontor.contexts.messaging.models import Conversation, Message
from kontor.contexts.messaging.policy import REPLY_WITHIN, UNANSWERED_AFTER
from kontor.contexts.messaging.rules.clock import due
from kontor.contexts.messaging.rules.urgency import urgency
from kontor.contexts.messaging.words import PERSONS
from kontor.kernel.lifecycle import Actor


def after_buyer(conversation: Conversation, message: Message, *, quiet: bool = False) -> None:
    """The buyer has written: the store's clock runs from the first message that nobody has answered."""
    if conversation.state == State.RESOLVED:
        conversation.state = CONVERSATION.check("reopen", State.RESOLVED, Actor.BUYER).target
    conversation.buyer_count += 1
    conversation.unread_store += 1
    conversation.unread_buyer = 0
    if conversation.waiting_since is None and not quiet:
        message.begins_wait = True
        conversation.waiting_since, conversation.waiting_id = message.at, message.id
        within = timedelta(minutes=REPLY_WITHIN.int())
        conversation.due_at = due(message.at, within, calendar_of(conversation.store_id))
        conversation.late_at = message.at + timedelta(hours=UNANSWERED_AFTER.int())
        conversation.check_at = min(conversation.due_at, conversation.late_at)
    _last(conversation, message)


def after_store(conversation: Conversation, message: Message) -> None:
    """The store has written; only a person's words stop the clock."""
    conversation.unread_buyer += 1
    conversation.store_author = message.author
    if message.author in PERSONS:
        conversation.unread_store = 0
        conversation.replied_at = message.at
        conversation.waiting_since = conversation.waiting_id = None
        conversation.due_at = conversation.late_at = conversation.check_at = None
    _last(conversation, message)


def _last(conversation: Conversation, message: Message) -> None:
    conversation.message_count = message.position
    conversation.last_id, conversation.last_at, conversation.last_author = message.id, message.at, message.author
    conversation.head = message.hash
    conversation.urgency = urgency(due_at=conversation.due_at, last_at=conversation.last_at)
