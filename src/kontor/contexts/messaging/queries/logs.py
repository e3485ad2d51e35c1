"""Message logs: every message with how its delivery ended, searchable and exportable (MSG-13)."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import connection
from django.utils.translation import gettext

from kontor.contexts.messaging.policy import EXPORTED_AT_MOST
from kontor.contexts.messaging.queries.reading import people
from kontor.contexts.messaging.queries.settings import zone_of
from kontor.contexts.messaging.queries.shapes import LogRow
from kontor.contexts.messaging.words import STATUS_NAMES, WHY_NAMES, Status, Why
from kontor.contexts.search.rules import tokens
from kontor.contexts.sellers.queries import require
from kontor.kernel.viewer import Operator, Seat

PAGE = 50
_BATCH = 500
_READ = """
SELECT d.id, d.conversation_id, c.subject_number, c.stream, d.status, d.why, d.author, d.author_id,
    coalesce(m.text, d.text), d.passages, d.at, d.tries, d.next_try_at
FROM messaging_delivery d JOIN messaging_conversation c ON c.id = d.conversation_id
LEFT JOIN messaging_message m ON m.conversation_id = d.conversation_id AND m.id = d.message_id
"""


def log(
    viewer: Seat, *, status: int | None = None, text: str = "", first_day: date | None = None,
    last_day: date | None = None, after: str = "", size: int = PAGE,
) -> list[LogRow]:  # fmt: skip
    """The log of the store, the latest first. What a buyer wrote and the policy stopped is not in it.

    Args:
        status: 200, 403 or 500; None: all.
        text: number of an order or product, or words.
        first_day, last_day: in the zone of the message settings.
        after: `key` of the last row seen.

    Raises:
        RightMissing: without `messages.view`.
    """
    require(viewer, "messages.view")
    where, values = ["d.store_id = %s", "(d.author <> 'buyer' OR d.status = 200)"], list[Any]([viewer.store_id])
    if status in list(Status):
        where.append("d.status = %s")
        values.append(int(status or 0))
    if text.strip():
        _search(text, where, values)
    zone = zone_of(viewer)
    for day, sign, more in ((first_day, ">=", 0), (last_day, "<", 1)):
        if day is not None:
            where.append(f"d.at {sign} %s")
            values.append(datetime.combine(day + timedelta(days=more), time(0), ZoneInfo(zone.key)))
    if (key := _key(after)) is not None:
        where.append("d.id < %s")
        values.append(key)
    sql = f"{_READ} WHERE {' AND '.join(where)} ORDER BY d.id DESC LIMIT %s"
    with connection.cursor() as cursor:
        cursor.execute(sql, [*values, size])
        rows = cursor.fetchall()
    return _views(rows)


def log_counts(viewer: Seat) -> dict[int, int]:
    """How many messages of the store were refused and how many failed; delivered ones are not counted.

    Raises:
        RightMissing: without `messages.view`.
    """
    require(viewer, "messages.view")
    sql = """SELECT status, count(*) FROM messaging_delivery WHERE store_id = %s AND status <> 200 AND author <> 'buyer'
      GROUP BY status"""
    with connection.cursor() as cursor:
        cursor.execute(sql, [viewer.store_id])
        found = dict(cursor.fetchall())
    return {status.value: found.get(status.value, 0) for status in (Status.REFUSED, Status.FAILED)}


def log_csv(viewer: Seat, **chosen: Any) -> Iterator[str]:
    """The log as CSV, in pieces, for the same filter as `log`; times in the zone of the message settings.

    Raises:
        RightMissing: without `messages.view`.
    """
    require(viewer, "messages.view")
    zone = zone_of(viewer)
    yield _line([gettext("Time"), gettext("Status"), gettext("Reason"), gettext("Conversation"), gettext("Author"),
                 gettext("Text")])  # fmt: skip
    left, after = EXPORTED_AT_MOST.int(), ""
    while left > 0:
        rows = log(viewer, **{**chosen, "after": after, "size": min(_BATCH, left)})
        for row in rows:
            about = str(row.subject_number or row.conversation_id)
            at = f"{row.at.astimezone(zone):%Y-%m-%d %H:%M:%S %z}"
            yield _line([at, str(row.status), row.sentence, about, row.name or row.author, _tame(row.text)])
        if len(rows) < min(_BATCH, left):
            return
        left -= len(rows)
        after = rows[-1].key


def blocked_text(viewer: Operator, delivery_id: UUID) -> LogRow | None:
    """One attempt that was refused, for an appeal against its violation."""
    del viewer
    with connection.cursor() as cursor:
        cursor.execute(f"{_READ} WHERE d.id = %s", [delivery_id])
        rows = cursor.fetchall()
    return _views(rows)[0] if rows else None


def _views(rows: Sequence[Sequence[Any]]) -> list[LogRow]:
    writers = {row[7] for row in rows if row[7] is not None}
    shown, names = people(writers)
    made = []
    for (
        identity,
        conversation,
        number,
        stream,
        status,
        why,
        author,
        author_id,
        text,
        passages,
        at,
        tries,
        again,
    ) in rows:
        sentence = gettext(WHY_NAMES[Why(why)]) if why else gettext(STATUS_NAMES[Status(status)])
        name = shown.get(author_id, "") if author == "buyer" else names.get(author_id, "")
        parts = json.loads(passages) if isinstance(passages, str) else passages
        made.append(
            LogRow(
                id=identity, conversation_id=conversation, subject_number=number, stream=stream, status=status, why=why,
                sentence=sentence, author=author, name=name, text=text,
                passages=[(p[0], p[1], p[2], gettext(p[3]) if p[3] else "") for p in parts], at=at, tries=tries,
                next_try_at=again, key=str(identity),
            )
        )  # fmt: skip
    return made


def _search(text: str, where: list[str], values: list[Any]) -> None:
    bare = text.strip().lstrip("#")
    if bare.isdecimal() and len(bare) < 19:  # noqa: PLR2004  (what a bigint holds)
        where.append("c.subject_number = %s")
        values.append(int(bare))
        return
    words = tokens(text, "en", query=True)
    query = " & ".join(f"'{word}':*" for word in words) or "''"
    escaped = bare.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    where.append("(m.words @@ %s::tsquery OR (d.message_id IS NULL AND d.text ILIKE %s))")
    values += [query, f"%{escaped}%"]


def _key(after: str) -> UUID | None:
    try:
        return UUID(after) if after else None
    except ValueError:
        return None


def _line(cells: Sequence[str]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow(cells)
    return out.getvalue()


def _tame(text: str) -> str:
    """Sheets would run what begins like a formula."""
    return f"'{text}" if text[:1] in "=+-@\t\r" else text
