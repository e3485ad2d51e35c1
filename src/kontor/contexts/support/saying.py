"""A line is written into its request, which is locked: once for each client-made id (BUY-03)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from kontor.contexts.messaging.errors import ClientIdTaken, ClientIdWrong
from kontor.contexts.messaging.rules.text import is_client_id
from kontor.contexts.messaging.sending import text_of
from kontor.contexts.support.errors import RequestNotFound
from kontor.contexts.support.events import SupportWritten
from kontor.contexts.support.lifecycle import REQUEST, State
from kontor.contexts.support.models import Line, Request
from kontor.contexts.support.words import Author
from kontor.kernel.clock import now
from kontor.kernel.lifecycle import Actor
from kontor.platform.events import record


@dataclass(frozen=True, slots=True)
class Said:
    """A line that stands. `repeated`: it stood there before, sent with the same id."""

    request_id: UUID
    line_id: UUID
    position: int
    at: datetime
    repeated: bool = False


def cleaned(text: str, client_id: str) -> str:
    """The text as it is kept: as in messages to stores, text and emoji only.

    Raises:
        TextMissing, TextTooLong, ClientIdWrong
    """
    if not is_client_id(client_id):
        raise ClientIdWrong(field="client_id")
    return text_of(text)


def held(request_id: UUID, *, buyer_id: UUID | None = None) -> Request:
    """The request, locked; of this buyer, where one is named.

    Raises:
        RequestNotFound
    """
    row = Request.objects.select_for_update().filter(id=request_id).first()
    if row is None or buyer_id not in {None, row.buyer_id}:
        raise RequestNotFound
    return row


def say(request: Request, *, author: Author, author_id: UUID, text: str, client_id: str) -> Said:
    """Write a line. The request is locked, and nothing speaks against it.

    Raises:
        ClientIdTaken: its id was used for other words, or by somebody else.
    """
    known = Line.objects.filter(request_id=request.id, client_id=client_id).first()
    if known is not None:
        if known.author_id != author_id or known.text != text:
            raise ClientIdTaken(field="client_id")
        return Said(request.id, known.id, known.position, known.at, repeated=True)
    moment = max(now(), request.last_at)
    line = Line.objects.create(
        request_id=request.id, position=request.line_count + 1, author=author.value, author_id=author_id,
        client_id=client_id, text=text, at=moment,
    )  # fmt: skip
    request.line_count, request.last_at, request.last_author = line.position, moment, author.value
    _turn(request, author, moment)
    request.save()
    record(SupportWritten(key=request.id, request_id=request.id, buyer_id=request.buyer_id, author=author.value))
    return Said(request.id, line.id, line.position, moment)


def _turn(request: Request, author: Author, moment: datetime) -> None:
    """Whose turn it is now."""
    if author is Author.BUYER:
        if request.state == State.RESOLVED:
            request.state = REQUEST.check("reopen", State.RESOLVED, Actor.BUYER).target
            request.resolved_at = request.holder = request.held_at = None  # whoever is free takes it
        request.unread_buyer = 0
        request.waiting_since = request.waiting_since or moment
        return
    request.unread_buyer += 1
    if request.waiting_since is not None and request.answered_s is None:
        request.answered_s = int((moment - request.waiting_since) / timedelta(seconds=1))
    request.waiting_since = None
