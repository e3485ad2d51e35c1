"""The one way of a message into a conversation. Services make a `Draft` and say where it goes.

Locks are taken in this order: the store's desk (shared; alone where a violation is counted), then the conversation. So
a message is either delivered before a freeze, or refused by it (docs/adr/0031).
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from kontor.contexts.messaging import judging, own_words
from kontor.contexts.messaging.delivering import deliver
from kontor.contexts.messaging.drafts import Draft, Known, Sent, Subject
from kontor.contexts.messaging.errors import (
    ClientIdTaken,
    ClientIdWrong,
    ConversationNotFound,
    DeliveryFailed,
    TextMissing,
    TextTooLong,
)
from kontor.contexts.messaging.finding import Found, find
from kontor.contexts.messaging.gates import refused
from kontor.contexts.messaging.locks import hold_desk
from kontor.contexts.messaging.models import Delivery
from kontor.contexts.messaging.policy import RETRIES, SENT_A_MINUTE, TEXT_AT_MOST
from kontor.contexts.messaging.rules import chain
from kontor.contexts.messaging.rules.text import clean, is_client_id
from kontor.contexts.messaging.words import OF_STORE, PERSONS, Author, Status, Stream, Why
from kontor.kernel.clock import now
from kontor.kernel.errors import Refusal
from kontor.platform.limits import hit

_log = logging.getLogger(__name__)
_RAW_FACTOR = 4  # what is typed may be so much longer than what is left of it


def text_of(typed: str, *, field: str = "text") -> str:
    """The text as it is stored (MSG-04).

    Raises:
        TextMissing, TextTooLong: at `field`.
    """
    most = TEXT_AT_MOST.int()
    if len(typed) > most * _RAW_FACTOR:
        raise TextTooLong(field=field, most=most, length=len(typed))
    text = clean(typed)
    if not text:
        raise TextMissing(field=field)
    if len(text) > most:
        raise TextTooLong(field=field, most=most, length=len(text))
    return text


def checked(*, text: str, client_id: str, account_id: UUID) -> str:
    """What a person sends: text and id hold, and not too much of it at once. Call it outside of a transaction.

    Raises:
        TextMissing, TextTooLong, ClientIdWrong, TooMany
    """
    if not is_client_id(client_id):
        raise ClientIdWrong(field="client_id")
    cleaned = text_of(text)
    hit(scope="messaging.sent", key=str(account_id), limit=SENT_A_MINUTE.int(), window=timedelta(minutes=1))
    return cleaned


def send(draft: Draft, target: Known | Subject) -> Sent:
    """Deliver it, or write down why not.

    Raises:
        ConversationNotFound: nothing has changed.
        ClientIdTaken: its id was used for other words; nothing has changed.
        MessagingClosed, SendingFrozen, MessageBlocked, ParametersNotYet, TooManyColdMessages, CopiesHeld,
            AutomaticTwice: it was not delivered; the attempt stands in the log.
        DeliveryFailed: something broke; it is kept in the log and tried again.
    """
    try:
        outcome = _tried(draft, target, own_words.judged(draft))
    except Refusal:
        raise
    except Exception as error:
        if not _keep(draft, target):
            raise
        _log.exception("a message could not be delivered")
        raise DeliveryFailed from error
    if isinstance(outcome, Refusal):
        raise outcome
    return outcome


class _HoldAlone(Exception):  # noqa: N818  (says what to do)
    """The buyer has not written yet: what goes to such buyers is counted, one message after the other."""


def _tried(draft: Draft, target: Known | Subject, verdict: judging.Verdict) -> Sent | Refusal:
    """In one transaction; again when the desk has to be held alone, or the same id was being sent at the same time."""
    alone, met = verdict.blocked, False
    while True:
        try:
            with transaction.atomic():
                return _attempt(draft, target, verdict, alone=alone)
        except _HoldAlone:
            alone = True
        except IntegrityError:
            if met:
                raise
            met = True


def _attempt(draft: Draft, target: Known | Subject, verdict: judging.Verdict, *, alone: bool) -> Sent | Refusal:
    desk = None
    if draft.author in OF_STORE:
        assert target.store_id is not None  # noqa: S101  (whoever writes for a store names it)
        desk = hold_desk(target.store_id, alone=alone)
    found = find(target, draft.client_id)
    if (said := _repeated(draft, found)) is not None:
        return said
    if draft.author in PERSONS and found.conversation.buyer_count == 0 and not alone:
        raise _HoldAlone
    refusal = refused(draft, found.conversation, verdict, desk)
    return deliver(draft, found.conversation) if refusal is None else refusal


def _repeated(draft: Draft, found: Found) -> Sent | None:
    """The message that was sent with this id before, if any.

    Raises:
        ClientIdTaken: other words.
    """
    known = found.known
    if known is None:
        return None
    if known.author != draft.author or known.author_id != draft.author_id:
        raise ClientIdTaken(field="client_id")
    if chain.digest(known.salt, draft.text) != known.digest:
        raise ClientIdTaken(field="client_id")
    return Sent(found.conversation.id, known.id, known.position, known.at, repeated=True)


def _keep(draft: Draft, target: Known | Subject) -> bool:
    """Write a failed attempt down, so that it is tried again; whether that was possible.

    A first message begins its conversation here, in which nothing stands yet. What the outbox tries again, with its own
    id, is not kept: notes at checkout, and automatic replies, which are made anew from what is true then.
    """
    by_itself = isinstance(target, Subject) and target.stream is Stream.ORDER_NOTE
    by_itself |= draft.author is Author.AUTOMATIC and draft.program_id is None
    if draft.delivery is not None or by_itself:
        return False
    try:
        with transaction.atomic():
            _keep_once(draft, find(target, draft.client_id))
    except ConversationNotFound:
        return False
    return True


def _keep_once(draft: Draft, found: Found) -> None:
    """The conversation is locked: the same id, sent twice at a time, is one row."""
    row = found.conversation
    kept = Delivery.objects.filter(conversation_id=row.id, client_id=draft.client_id, status=Status.FAILED)
    if found.known is not None or kept.exists():
        return
    Delivery.objects.create(
        store_id=row.store_id, conversation_id=row.id, author=draft.author, author_id=draft.author_id,
        program_id=draft.program_id, client_id=draft.client_id, status=Status.FAILED, why=Why.ERROR, text=draft.text,
        next_try_at=next_try(1),
    )  # fmt: skip


def next_try(tries: int) -> datetime | None:
    """When a delivery that has failed so often is tried again by itself; None: not any more."""
    return None if tries >= RETRIES.int() else now() + timedelta(seconds=15 * 4 ** (tries - 1))
