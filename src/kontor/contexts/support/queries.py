"""Reads of support: a buyer's own requests; the operator's queue and any request. Lists are paged by key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q, QuerySet

from kontor.contexts.accounts.models import Account
from kontor.contexts.support.errors import RequestNotFound
from kontor.contexts.support.lifecycle import State
from kontor.contexts.support.models import Line, Request
from kontor.contexts.support.policy import ANSWER_WITHIN
from kontor.contexts.support.words import Author
from kontor.kernel.clock import now
from kontor.kernel.viewer import Buyer, Operator
from kontor.platform.audit.noting import note

PAGE, LINES, COUNTED = 30, 50, 1000
WAITING, MINE, RESOLVED = "waiting", "mine", "resolved"
LISTS = (WAITING, MINE, "open", RESOLVED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A request in a list. `key` goes on after it; `due_at`: until when it should be answered."""

    id: UUID
    topic: str
    order_number: int | None
    state: str
    begun_at: datetime
    last_at: datetime
    last_author: str
    excerpt: str
    unread: int
    line_count: int
    waiting_since: datetime | None
    due_at: datetime | None
    holder: UUID | None
    holder_name: str
    buyer_name: str
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LineView:
    """One line, as the conversation component draws it. Buyers read no names of the operator's people."""

    id: UUID
    position: int
    author: str
    name: str
    mine: bool
    text: str
    at: datetime
    forgotten: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """A request with its latest lines; `earlier`: there are more before them."""

    card: Card
    buyer_id: UUID
    language: str
    lines: Sequence[LineView]
    earlier: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """How support does: who waits, the longest of them, and the middle wait of the last thirty days in seconds."""

    waiting: int
    overdue: int
    oldest: datetime | None
    median_s: int | None


def mine(viewer: Buyer, *, after: str = "", size: int = PAGE) -> list[Card]:
    """The buyer's requests, the latest first."""
    rows = Request.objects.filter(buyer_id=viewer.buyer_id)
    return _cards(_before(rows, after).order_by("-last_at", "-id")[:size], names=False)


def unread(viewer: Buyer) -> int:
    """Answers that the buyer has not read."""
    counts = Request.objects.filter(buyer_id=viewer.buyer_id, unread_buyer__gt=0)
    return sum(counts.values_list("unread_buyer", flat=True))


def queue(viewer: Operator, *, which: str = WAITING, after: str = "", size: int = PAGE) -> list[Card]:
    """A list of the operator's: who waits, the longest first; or the viewer's, all open, all resolved, latest first."""
    rows = Request.objects.all()
    if which == WAITING:
        rows = rows.filter(waiting_since__isnull=False)
        if (key := _key(after)) is not None:
            rows = rows.filter(Q(waiting_since__gt=key[0]) | Q(waiting_since=key[0], id__gt=key[1]))
        return _cards(rows.order_by("waiting_since", "id")[:size], names=True, by_wait=True)
    if which == MINE:
        rows = rows.filter(holder=viewer.account_id, state=State.OPEN)
    else:
        rows = rows.filter(state=State.RESOLVED if which == RESOLVED else State.OPEN)
    return _cards(_before(rows, after).order_by("-last_at", "-id")[:size], names=True)


def request(viewer: Buyer | Operator, request_id: UUID, *, before: int | None = None) -> Whole:
    """A request with its latest lines, or those before a position. That an operator reads it is written down.

    Raises:
        RequestNotFound: there is none, or it is somebody else's.
    """
    row = _one(viewer, request_id)
    lines = Line.objects.filter(request_id=request_id)
    if before is not None:
        lines = lines.filter(position__lt=before)
    latest = list(lines.order_by("-position")[: LINES + 1])
    if isinstance(viewer, Operator):
        with transaction.atomic():
            note(kind="support.request", row_id=str(request_id), person_id=row.buyer_id)
    (card,) = _cards([row], names=isinstance(viewer, Operator))
    return Whole(
        card=card, buyer_id=row.buyer_id, language=row.language, earlier=len(latest) > LINES,
        lines=_views(viewer, card, latest[:LINES][::-1]),
    )  # fmt: skip


def since(viewer: Buyer | Operator, request_id: UUID, after: UUID | None) -> list[LineView]:
    """Lines after the one called `after`, the oldest first: what a page that was offline asks for (MSG-13).

    Raises:
        RequestNotFound
    """
    row = _one(viewer, request_id)
    lines = Line.objects.filter(request_id=request_id).order_by("position")
    place = lines.filter(id=after).values_list("position", flat=True).first() if after is not None else None
    (card,) = _cards([row], names=isinstance(viewer, Operator))
    return _views(viewer, card, list(lines.filter(position__gt=place or 0)[:LINES]))


def figures(viewer: Operator) -> Figures:
    """Waiting times of the queue."""
    del viewer
    late = now() - timedelta(hours=ANSWER_WITHIN.int())
    sql = """
    SELECT count(*), count(*) FILTER (WHERE waiting_since < %s), min(waiting_since),
        (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY answered_s) FROM support_request
         WHERE answered_s IS NOT NULL AND begun_at >= %s)
    FROM support_request WHERE waiting_since IS NOT NULL
    """
    with connection.cursor() as cursor:
        cursor.execute(sql, [late, now() - timedelta(days=30)])
        waiting, overdue, oldest, median = cursor.fetchone()
    middle = None if median is None else round(float(median))
    return Figures(waiting=waiting, overdue=overdue, oldest=oldest, median_s=middle)


def _one(viewer: Buyer | Operator, request_id: UUID) -> Request:
    rows = Request.objects.filter(id=request_id)
    row = (rows.filter(buyer_id=viewer.buyer_id) if isinstance(viewer, Buyer) else rows).first()
    if row is None:
        raise RequestNotFound
    return row


def _cards(rows: QuerySet[Request] | Sequence[Request], *, names: bool, by_wait: bool = False) -> list[Card]:
    found = list(rows)
    people = {row.buyer_id for row in found} | {row.holder for row in found if row.holder} if names else set()
    named = {row.id: row.full_name or row.email for row in Account.objects.filter(id__in=people)} if people else {}
    last = Q()
    for row in found:
        last |= Q(request_id=row.id, position=row.line_count)
    said = dict(Line.objects.filter(last).values_list("request_id", "text")) if found else {}
    within = timedelta(hours=ANSWER_WITHIN.int())
    return [
        Card(
            id=row.id, topic=row.topic, order_number=row.order_number, state=row.state, begun_at=row.begun_at,
            last_at=row.last_at, last_author=row.last_author, excerpt=said.get(row.id, "")[:140],
            unread=row.unread_buyer, line_count=row.line_count, waiting_since=row.waiting_since,
            due_at=row.waiting_since + within if row.waiting_since else None, holder=row.holder,
            holder_name=named.get(row.holder, "") if row.holder else "", buyer_name=named.get(row.buyer_id, ""),
            key=_written((row.waiting_since or row.last_at) if by_wait else row.last_at, row.id),
        )
        for row in found
    ]  # fmt: skip


def _views(viewer: Buyer | Operator, card: Card, lines: Sequence[Line]) -> list[LineView]:
    ours = isinstance(viewer, Operator)
    return [
        LineView(
            id=line.id, position=line.position, author=line.author,
            name=(card.buyer_name if ours else "") if line.author == Author.BUYER else "Kontor",
            mine=(line.author == Author.STAFF) == ours, text=line.text, at=line.at,
        )
        for line in lines
    ]  # fmt: skip


def _before(rows: QuerySet[Request], after: str) -> QuerySet[Request]:
    key = _key(after)
    return rows if key is None else rows.filter(Q(last_at__lt=key[0]) | Q(last_at=key[0], id__lt=key[1]))


def _written(moment: datetime, identity: UUID) -> str:
    return f"{round(moment.timestamp() * 1_000_000)}_{identity}"


def _key(after: str) -> tuple[datetime, UUID] | None:
    microseconds, _sep, identity = after.partition("_")
    try:
        return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=int(microseconds)), UUID(identity)
    except (ValueError, OverflowError):
        return None
