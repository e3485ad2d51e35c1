"""Lists of conversations: the store's inbox and the buyer's message centre (MSG-08, BUY-03). Paged by key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import connection

from kontor.contexts.accounts.models import Account
from kontor.contexts.messaging.policy import SEARCHED_AT_MOST
from kontor.contexts.messaging.queries.reading import COLUMNS, FROM, row_of, rows_for_seat
from kontor.contexts.messaging.queries.shapes import Row
from kontor.contexts.messaging.words import Stream, Tab
from kontor.contexts.search.rules import tokens
from kontor.contexts.sellers.queries import require
from kontor.kernel.viewer import Buyer, Seat

PAGE = 30
_BEGUN = "c.message_count > 0"  # what was stopped may have begun a conversation in which nothing stands
COUNTED = 1000  # no more than this are counted; pages write "1000+"
TABS: Mapping[Tab, str] = {
    Tab.ALL: _BEGUN,
    Tab.UNREAD: "c.unread_store > 0",
    Tab.REPLIED: "c.waiting_since IS NULL AND c.replied_at IS NOT NULL",
    Tab.PENDING: "c.waiting_since IS NOT NULL",
}


def inbox(
    viewer: Seat, *, tab: str = Tab.ALL, stream: str = "", text: str = "", assigned_to: UUID | None = None,
    after: str = "", size: int = PAGE,
) -> list[Row]:  # fmt: skip
    """The store's conversations: those that wait by their due time, then the others, the latest first.

    Args:
        tab: a value of `words.Tab`; stream: of `words.Stream`, "" for all.
        text: the number of an order or product, or words of the messages.
        assigned_to: only those of a colleague.
        after: `key` of the last row seen.

    Raises:
        RightMissing: without `messages.view`.
    """
    require(viewer, "messages.view")
    where, values = ["c.store_id = %s"], list[Any]([viewer.store_id])
    where.append(TABS[Tab(tab) if tab in list(Tab) else Tab.ALL])
    if stream in list(Stream):
        where.append("c.stream = %s")
        values.append(stream)
    if assigned_to is not None:
        where.append("c.assigned_to = %s")
        values.append(assigned_to)
    if text.strip():
        _search(viewer.store_id, text, where, values)
    if (key := _key(after)) is not None:
        where.append("(c.urgency, c.id) > (%s, %s)")
        values += key
    sql = f"SELECT {COLUMNS} {FROM} WHERE {' AND '.join(where)} ORDER BY c.urgency, c.id LIMIT %s"
    return rows_for_seat(_select(sql, [*values, size]))


def inbox_counts(viewer: Seat, *, stream: str = "") -> dict[str, int]:
    """How many conversations stand in each tab, up to `COUNTED`; and `mine`, which wait and are the viewer's.

    Raises:
        RightMissing: without `messages.view`.
    """
    require(viewer, "messages.view")
    of_stream, more = ("AND c.stream = %s", [stream]) if stream in list(Stream) else ("", [])
    parts, values = [], list[Any]()
    for condition in TABS.values():
        parts.append(_counted(f"{condition} {of_stream}"))
        values += [viewer.store_id, *more, COUNTED]
    parts.append(_counted(f"c.assigned_to = %s AND c.waiting_since IS NOT NULL {of_stream}"))
    values += [viewer.store_id, viewer.account_id, *more, COUNTED]
    found = _select(f"SELECT {', '.join(parts)}", values)[0]
    return dict(zip([*TABS, "mine"], found, strict=True))


def pending_count(viewer: Seat) -> int:
    """Buyers who wait for an answer, up to `COUNTED`: the figure of the rail; 0 without `messages.view`."""
    if not viewer.may("messages.view"):
        return 0
    return int(_select(f"SELECT {_counted(TABS[Tab.PENDING])}", [viewer.store_id, COUNTED])[0][0])


def first_due(viewer: Seat) -> datetime | None:
    """Until when the most urgent message has to be answered; None when nobody waits, or without `messages.view`."""
    if not viewer.may("messages.view"):
        return None
    sql = f"SELECT c.due_at FROM messaging_conversation c WHERE c.store_id = %s AND {TABS[Tab.PENDING]} ORDER BY c.urgency, c.id LIMIT 1"  # noqa: E501, S608
    rows = _select(sql, [viewer.store_id])
    return rows[0][0] if rows else None


def buyer_conversations(viewer: Buyer, *, stream: str = "", after: str = "", size: int = PAGE) -> list[Row]:
    """The buyer's conversations in a stream ("": in all), the latest first."""
    where, values = ["c.buyer_id = %s", _BEGUN], list[Any]([viewer.buyer_id])
    if stream in list(Stream):
        where.append("c.stream = %s")
        values.append(stream)
    if (moment := _moment(after)) is not None:
        where.append("(c.last_at, c.id) < (%s, %s)")
        values += moment
    sql = f"SELECT {COLUMNS} {FROM} WHERE {' AND '.join(where)} ORDER BY c.last_at DESC, c.id DESC LIMIT %s"
    return [row_of(row, of_store=False) for row in _select(sql, [*values, size])]


def buyer_unread(viewer: Buyer) -> dict[str, int]:
    """How many messages the buyer has not read, by stream, and `all` of them."""
    sql = "SELECT c.stream, sum(c.unread_buyer) FROM messaging_conversation c WHERE c.buyer_id = %s GROUP BY c.stream"
    found = {str(stream): int(many) for stream, many in _select(sql, [viewer.buyer_id])}
    return {"all": sum(found.values()), **{stream.value: found.get(stream, 0) for stream in Stream}}


def of_order(viewer: Buyer | Seat, *, store_id: UUID, order_id: UUID) -> list[Row]:
    """The conversations about an order; to others than its sides there are none."""
    if isinstance(viewer, Seat):
        if viewer.store_id != store_id or not viewer.may("messages.view"):
            return []
        condition, who = "c.store_id = %s", viewer.store_id
    else:
        condition, who = "c.buyer_id = %s", viewer.buyer_id
    sql = f"SELECT {COLUMNS} {FROM} WHERE {condition} AND {_BEGUN} AND c.store_id = %s AND c.about = 'order' AND c.subject_id = %s ORDER BY c.stream"  # noqa: E501
    rows = _select(sql, [who, store_id, order_id])
    return rows_for_seat(rows) if isinstance(viewer, Seat) else [row_of(row, of_store=False) for row in rows]


def colleagues(viewer: Seat) -> list[tuple[UUID, str]]:
    """Who of the store can be given a conversation, with their names, the viewer first.

    Raises:
        RightMissing: without `messages.view`.
    """
    require(viewer, "messages.view")
    rows = Account.objects.raw(
        "SELECT a.id, a.given_name, a.family_name, a.email FROM sellers_seat s JOIN accounts_account a"
        " ON a.id = s.account_id WHERE s.store_id = %s AND 'messages.answer' = ANY(s.rights)"
        " ORDER BY s.created_at, a.id",
        [viewer.store_id],
    )
    found = [(account.id, account.full_name or account.email) for account in rows]
    return sorted(found, key=lambda one: one[0] != viewer.account_id)


def _search(store_id: UUID, text: str, where: list[str], values: list[Any]) -> None:
    """Numbers are looked for among subjects; words among messages, by their index where they are rare."""
    bare = text.strip().lstrip("#")
    if bare.isdecimal() and len(bare) < 19:  # noqa: PLR2004  (what a bigint holds)
        where.append("c.subject_number = %s")
        values.append(int(bare))
        return
    words = tokens(text, "en", query=True)
    if not words:
        where.append("FALSE")
        return
    query = " & ".join(f"'{word}':*" for word in words)
    most = SEARCHED_AT_MOST.int()
    sql = "SELECT m.conversation_id FROM messaging_message m WHERE m.store_id = %s AND m.words @@ %s::tsquery LIMIT %s"
    found = {row[0] for row in _select(sql, [store_id, query, most + 1])}
    if len(found) <= most:
        where.append("c.id = ANY(%s)")
        values.append(list(found))
        return
    where.append("EXISTS (SELECT 1 FROM messaging_message m WHERE m.conversation_id = c.id AND m.words @@ %s::tsquery)")
    values.append(query)


def _counted(condition: str) -> str:
    one = f"SELECT 1 FROM messaging_conversation c WHERE c.store_id = %s AND {condition} LIMIT %s"  # noqa: S608
    return f"(SELECT count(*) FROM ({one}) t)"  # noqa: S608


def _key(after: str) -> list[Any] | None:
    urgency, _sep, identity = after.partition("_")
    try:
        return [int(urgency), UUID(identity)] if abs(int(urgency)) < 1 << 63 else None
    except ValueError:
        return None


def _moment(after: str) -> list[Any] | None:
    seconds, _sep, identity = after.partition("_")
    try:
        return [datetime.fromtimestamp(int(seconds) / 1_000_000, UTC), UUID(identity)]
    except (ValueError, OverflowError, OSError):
        return None


def _select(sql: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())
