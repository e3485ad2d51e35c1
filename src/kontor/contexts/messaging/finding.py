"""A conversation held for writing, with the message that was sent with the same id before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from kontor.contexts.messaging.drafts import Known, Subject
from kontor.contexts.messaging.errors import ConversationNotFound
from kontor.contexts.messaging.models import Conversation
from kontor.kernel.clock import now
from kontor.platform.database.rows import columns, insertion, instance


@dataclass(frozen=True, slots=True)
class Earlier:
    """A message with the client id that is sent now."""

    id: UUID
    position: int
    author: str
    author_id: UUID | None
    salt: str
    digest: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Found:
    """A conversation, locked, and the message of this client id, if there is one."""

    conversation: Conversation
    known: Earlier | None


_EARLIER = "m.id, m.position, m.author, m.author_id, m.salt, m.digest, m.at"
_JOIN = "LEFT JOIN messaging_message m ON m.conversation_id = t.id AND m.client_id = %s"


def find(target: Known | Subject, client_id: str) -> Found:
    """Lock the conversation; a subject nobody has written about yet gets one.

    Raises:
        ConversationNotFound: there is none, or whoever writes is not of it.
    """
    if isinstance(target, Known):
        found = _select("t.id = %s", client_id, target.conversation_id)
        if found is None or not is_of(target, found.conversation):
            raise ConversationNotFound
        return found
    where = "t.buyer_id = %s AND t.store_id = %s AND t.stream = %s AND t.subject_id IS NOT DISTINCT FROM %s"
    key = (target.buyer_id, target.store_id, target.stream.value, target.subject_id)
    found = _select(where, client_id, *key)
    if found is None:
        _begin(target)
        found = _select(where, client_id, *key)
    assert found is not None  # noqa: S101  (it was begun just now, or by somebody else at the same time)
    return found


def is_of(target: Known, row: Conversation) -> bool:
    """Whether whoever writes is of the conversation. Nobody is named: nobody is."""
    if target.buyer_id is None and target.store_id is None:
        return False
    return target.buyer_id in {None, row.buyer_id} and target.store_id in {None, row.store_id}


def _select(where: str, client_id: str, *values: Any) -> Found | None:
    whole = columns(Conversation)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {whole}, {_EARLIER} FROM messaging_conversation t {_JOIN} WHERE {where} FOR UPDATE OF t",  # noqa: S608
            [client_id, *values],
        )
        row = cursor.fetchone()
    if row is None:
        return None
    width = len(Conversation._meta.concrete_fields)
    return Found(instance(Conversation, row[:width]), Earlier(*row[width:]) if row[width] is not None else None)


def _begin(target: Subject) -> None:
    moment = now()
    texts, values = insertion(
        [
            Conversation(
                store_id=target.store_id, buyer_id=target.buyer_id, stream=target.stream, about=target.about,
                subject_id=target.subject_id, subject_number=target.subject_number,
                subject_title=target.subject_title[:160], language=target.language, begun_by=target.begun_by,
                entry=target.entry[:20], device=target.device[:8], begun_at=moment, last_at=moment,
            )
        ]
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(f"{texts[0]} ON CONFLICT DO NOTHING", values)
