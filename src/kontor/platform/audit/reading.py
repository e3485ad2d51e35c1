"""Reading all logs as one, newest first, paged by key. Each branch goes down an index of its own table."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from psycopg import sql

from kontor.platform.audit.declare import Log, kinds

_LAST = UUID(int=(1 << 128) - 1)


@dataclass(frozen=True, slots=True)
class Asked:
    """Which lines are wanted.

    Attributes:
        kinds: those alone; empty for all.
        before: the key of the last line that was shown.
        since, until: moments; `until` itself is no longer in it.
    """

    by_id: UUID | None = None
    person_id: UUID | None = None
    store_id: UUID | None = None
    kinds: Sequence[str] = ()
    since: datetime | None = None
    until: datetime | None = None
    before: UUID | None = None
    reads: bool | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: who, what, whom it concerns, before and after, why."""

    id: UUID
    at: datetime
    kind: str
    op: str
    by_kind: str
    by_id: UUID | None
    by_name: str
    person_id: UUID | None
    store_id: UUID | None
    what: str
    reason: str
    request_id: str
    before: Mapping[str, Any] = field(default_factory=dict)
    after: Mapping[str, Any] = field(default_factory=dict)


def entries(asked: Asked, *, size: int) -> list[Entry]:
    """The newest lines that fit, at most `size`. One statement; who may read it is the caller's business."""
    values: dict[str, Any] = {
        "by": asked.by_id, "person": asked.person_id, "store": asked.store_id, "size": size,
        "low": _bound(asked.since) if asked.since else UUID(int=0),
        "high": min(asked.before or _LAST, _bound(asked.until) if asked.until else _LAST),
    }  # fmt: skip
    wanted = [
        each
        for each in kinds().values()
        if (not asked.kinds or each.kind in asked.kinds) and asked.reads in {None, each.reads}
    ]
    here = [each.kind for each in wanted if not each.table]
    branches = [_own(asked, values, here)] if here else []
    branches += [_branch(each, asked) for each in wanted if each.table and _answers(each, asked)]
    if not branches:
        return []
    query = sql.SQL("SELECT * FROM ({}) AS line ORDER BY id DESC LIMIT %(size)s").format(
        sql.SQL(" UNION ALL ").join(branches)
    )
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return [_entry(row) for row in cursor.fetchall()]


def _bound(moment: datetime) -> UUID:
    """The smallest id that could have been made at `moment`."""
    return UUID(int=int(moment.timestamp() * 1000) << 80)


def _answers(log: Log, asked: Asked) -> bool:
    """Whether the log knows what is asked about."""
    pairs = ((asked.by_id, log.by), (asked.person_id, log.person), (asked.store_id, log.store))
    return all(column or value is None for value, column in pairs)


_WHOLE = "SELECT * FROM ({}) AS line ORDER BY id DESC LIMIT %(size)s"
_OWN = """
(SELECT id, at, kind, op, by_kind, by_id, by_name, person_id, store_id, row_id AS what, reason, request_id,
    before::text, after::text FROM platform_audit AS t WHERE {conditions} ORDER BY id DESC LIMIT %(size)s)
"""
_OTHER = """
(SELECT t.id, t.at, {kind}, {op}, '', {by}, '', {person}, {store}, {what}::text, {reason}::text, '', {before}, {after}
    FROM {table} t WHERE {conditions} ORDER BY t.id DESC LIMIT %(size)s)
"""


def _conditions(asked: Asked, by: str, person: str, store: str) -> list[str]:
    given = (("by", asked.by_id, by), ("person", asked.person_id, person), ("store", asked.store_id, store))
    return ["t.id < %(high)s", "t.id >= %(low)s"] + [
        f"{column} = %({name})s" for name, value, column in given if value is not None
    ]


def _own(asked: Asked, values: dict[str, Any], here: list[str]) -> sql.Composed:
    conditions = _conditions(asked, "by_id", "person_id", "store_id")
    if asked.kinds or asked.reads is not None:
        values["kinds"] = here
        conditions.append("kind = ANY(%(kinds)s)")
    return sql.SQL(_OWN).format(conditions=sql.SQL(" AND ".join(conditions)))


def _branch(log: Log, asked: Asked) -> sql.Composed:
    before, after = (f"json_build_object('value', {part})::text" if part else "'{}'" for part in log.kept)
    return sql.SQL(_OTHER).format(
        kind=sql.Literal(log.kind), op=sql.Literal("read" if log.reads else "note"), table=sql.SQL(log.table),
        by=sql.SQL(log.by or "NULL::uuid"), person=sql.SQL(log.person or "NULL::uuid"),
        store=sql.SQL(log.store or "NULL::uuid"), what=sql.SQL(log.what or "''"), reason=sql.SQL(log.reason or "''"),
        before=sql.SQL(before), after=sql.SQL(after),
        conditions=sql.SQL(" AND ".join(_conditions(asked, log.by, log.person, log.store))),
    )  # fmt: skip


def _entry(row: Sequence[Any]) -> Entry:
    *plain, before, after = row
    return replace(Entry(*plain), before=json.loads(before), after=json.loads(after))
