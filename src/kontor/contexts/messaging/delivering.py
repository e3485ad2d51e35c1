"""A message is written into its conversation: its row, its place in the chain, the log, the clock, the fact."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.db.models import Model

from kontor.contexts.messaging import judging, promising
from kontor.contexts.messaging.drafts import Draft, Sent
from kontor.contexts.messaging.events import MessageSent
from kontor.contexts.messaging.marking import misses_of
from kontor.contexts.messaging.models import Conversation, Delivery, Message
from kontor.contexts.messaging.rules import chain
from kontor.contexts.messaging.rules.cold import key_of
from kontor.contexts.messaging.turns import after_buyer, after_store
from kontor.contexts.messaging.words import PERSONS, Author, Status
from kontor.contexts.search.rules import tokens
from kontor.kernel.clock import now
from kontor.kernel.events import Event
from kontor.kernel.ids import new_id
from kontor.platform.database.rows import Write
from kontor.platform.events import record

_WORDS_AT_MOST = 400
_CHANGED = (
    "language", "state", "message_count", "buyer_count", "unread_store", "unread_buyer", "last_id", "last_at",
    "last_author", "store_author", "waiting_since", "waiting_id", "due_at", "late_at", "check_at", "replied_at",
    "urgency", "head",
)  # fmt: skip
_UPDATE = f"UPDATE messaging_conversation SET {', '.join(f'{name} = %s' for name in _CHANGED)} WHERE id = %s"  # noqa: S608


def deliver(draft: Draft, conversation: Conversation) -> Sent:
    """Write it. The conversation is locked, and nothing speaks against it."""
    moment = max(now(), conversation.last_at)
    language = draft.language or judging.language_of(draft.text, conversation.language)
    message = message_of(draft, conversation, moment, language)
    beside: list[Model] = [message]
    told: list[Event] = []
    if draft.author is Author.BUYER:
        conversation.language = language
        after_buyer(conversation, message, quiet=draft.quiet)
    elif draft.author in PERSONS:
        marked, told = misses_of(conversation, moment)
        beside += [*marked, *promising.promises_of(conversation, message)]
        if conversation.waiting_since is not None:
            message.waited_s = int((moment - conversation.waiting_since) / timedelta(seconds=1))
    if draft.author is not Author.BUYER:
        after_store(conversation, message)
    beside += _logged(draft, message)
    sent = MessageSent(
        key=conversation.id, conversation_id=conversation.id, store_id=conversation.store_id,
        buyer_id=conversation.buyer_id, message_id=message.id, author=draft.author.value, stream=conversation.stream,
    )  # fmt: skip
    _write(conversation, beside, [*told, sent])
    return Sent(conversation.id, message.id, message.position, moment)


def _write(conversation: Conversation, rows: list[Model], told: list[Event]) -> None:
    """All of it with one statement: new rows, what the conversation became, and the facts."""
    changed = Write([("changed", _UPDATE)], [*(getattr(conversation, name) for name in _CHANGED), conversation.id])
    record(*told, beside=[*rows, changed])


def message_of(draft: Draft, conversation: Conversation, moment: datetime, language: str) -> Message:
    """The next message of a conversation, with its place in the chain; nothing is written yet."""
    salt, message_id, position = secrets.token_hex(16), new_id(), conversation.message_count + 1
    digest = chain.digest(salt, draft.text)
    told = chain.fields(
        conversation_id=conversation.id, position=position, message_id=message_id, author=draft.author.value,
        author_id=draft.author_id, program_id=draft.program_id, client_id=draft.client_id, at=moment, digest=digest,
    )  # fmt: skip
    cold = draft.author in PERSONS and conversation.buyer_count == 0
    return Message(
        conversation_id=conversation.id, id=message_id, position=position, store_id=conversation.store_id,
        author=draft.author.value, author_id=draft.author_id, program_id=draft.program_id, client_id=draft.client_id,
        text=draft.text, language=language, template=draft.template, at=moment, salt=salt, digest=digest,
        cold_key=key_of(draft.text) if cold else "", previous=conversation.head,
        hash=chain.link(conversation.head, told), words=lexemes(draft.text, language),
    )  # fmt: skip


def lexemes(text: str, language: str) -> str:
    """The searchable words of a text as PostgreSQL writes a tsvector; `tokens` holds letters and digits alone."""
    return " ".join(f"'{word}'" for word in dict.fromkeys(tokens(text, language)[:_WORDS_AT_MOST]))


def _logged(draft: Draft, message: Message) -> list[Delivery]:
    """The row of the log; an attempt that is made again keeps its own."""
    row = draft.delivery
    if row is None:
        return [
            Delivery(
                store_id=message.store_id, conversation_id=message.conversation_id, message_id=message.id,
                author=message.author, author_id=message.author_id, program_id=message.program_id,
                client_id=message.client_id, status=Status.DELIVERED, at=message.at,
            )
        ]  # fmt: skip
    row.status, row.message_id, row.why, row.text, row.next_try_at = Status.DELIVERED, message.id, "", "", None
    row.save()
    return []
