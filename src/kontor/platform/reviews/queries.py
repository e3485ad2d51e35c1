"""The queues as the operator reads them. Lists are paged by key; waiting times are in seconds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext

from kontor.kernel.clock import now
from kontor.kernel.viewer import Operator
from kontor.platform.reviews.claiming import free_for
from kontor.platform.reviews.declare import WITHDRAWN, Kind, Part, find, kinds
from kontor.platform.reviews.errors import ReviewUnknown
from kontor.platform.reviews.evidence import Evidence
from kontor.platform.reviews.models import ReviewItem, ReviewStep
from kontor.platform.reviews.policy import MEASURED_OVER

PAGE = 50

_OPEN = """
SELECT kind, count(*), min(opened_at), count(*) FILTER (WHERE claim_until > %(now)s),
    count(*) FILTER (WHERE due_at < %(now)s)
FROM platform_review WHERE closed_at IS NULL GROUP BY kind
"""
_CLOSED = """
SELECT kind, count(*),
    percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY extract(epoch FROM closed_at - opened_at)),
    percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM first_claimed_at - opened_at))
FROM platform_review WHERE closed_at >= %(since)s AND decision <> %(withdrawn)s GROUP BY kind
"""
_USUAL = """
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM closed_at - opened_at))
FROM platform_review WHERE kind = %(kind)s AND closed_at >= %(since)s AND decision <> %(withdrawn)s
"""
_DAYS = """
SELECT kind, (closed_at AT TIME ZONE 'UTC')::date, count(*),
    percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM closed_at - opened_at))
FROM platform_review WHERE closed_at >= %(since)s AND decision <> %(withdrawn)s GROUP BY 1, 2
"""
_WAITS = """
SELECT (closed_at AT TIME ZONE 'UTC')::date, decision, array_agg(extract(epoch FROM closed_at - opened_at)::float8)
FROM platform_review
WHERE kind = %(kind)s AND closed_at >= %(first)s::date::timestamp AT TIME ZONE 'UTC'
    AND closed_at < %(last)s::date::timestamp AT TIME ZONE 'UTC' AND decision <> %(withdrawn)s
GROUP BY 1, 2 ORDER BY 1, 2
"""


@dataclass(frozen=True, slots=True)
class Measure:
    """How a queue stands. Waits are seconds over `reviews.measured_over` days; None where nothing was decided.

    Attributes:
        median, p90: from opening to the decision.
        claimed: median from opening to the first claim.
    """

    kind: Kind
    open: int
    oldest: datetime | None
    in_hand: int
    overdue: int
    decided: int
    median: float | None
    p90: float | None
    claimed: float | None


@dataclass(frozen=True, slots=True)
class Day:
    """The cases of a kind that were decided on one day (UTC), and their median wait in seconds."""

    kind: str
    day: date
    decided: int
    median: float


@dataclass(frozen=True, slots=True)
class Waited:
    """How long the cases waited, in seconds, that were decided in one way on one day (UTC)."""

    day: date
    decision: str
    waits: list[float]


@dataclass(frozen=True, slots=True)
class Line:
    """A case in a list. `holder` is the account that has claimed it and whose claim holds, or None."""

    id: UUID
    subject_id: UUID
    facts: Mapping[str, Any]
    opened_at: datetime
    due_at: datetime | None
    overdue: bool
    holder: UUID | None
    claim_until: datetime | None
    closed_at: datetime | None
    decided_by: UUID | None
    decision: str
    reason: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a list; `next_key` is empty on the last one."""

    lines: list[Line]
    next_key: str


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the trail."""

    what: str
    by_id: UUID | None
    at: datetime
    note: str


@dataclass(frozen=True, slots=True)
class Case:
    """One case as `viewer` may see it: the evidence only while it is in the viewer's hands."""

    kind: Kind
    line: Line
    mine: bool
    free: bool
    evidence: Evidence
    steps: list[Step]
    parts: Sequence[Part] = ()


def measures(viewer: Operator) -> list[Measure]:
    """Every declared queue, in two statements."""
    moment = now()
    since = moment - timedelta(days=MEASURED_OVER.int())
    opened = {row[0]: row[1:] for row in _rows(_OPEN, {"now": moment})}
    closed = {row[0]: row[1:] for row in _rows(_CLOSED, {"since": since, "withdrawn": WITHDRAWN})}
    found = []
    for kind in kinds():
        waiting, oldest, in_hand, overdue = opened.get(kind.name, (0, None, 0, 0))
        decided, waits, claimed = closed.get(kind.name, (0, [None, None], None))
        found.append(Measure(kind, waiting, oldest, in_hand, overdue, decided, waits[0], waits[1], claimed))
    return found


def waits(viewer: Operator, kind: str, first: date, last: date) -> list[Waited]:
    """What was decided in a queue on each day of a time (UTC, both ends included), in one statement."""
    values = {"kind": kind, "first": first, "last": last + timedelta(days=1), "withdrawn": WITHDRAWN}
    return [Waited(*row) for row in _rows(_WAITS, values)]


def days(viewer: Operator) -> list[Day]:
    """Decided cases and their median wait by kind and day, in one statement."""
    since = now() - timedelta(days=MEASURED_OVER.int())
    return [Day(*row) for row in _rows(_DAYS, {"since": since, "withdrawn": WITHDRAWN})]


def usual_wait(kind: str) -> float | None:
    """Median seconds from opening to the decision, lately; None where nothing was decided. Public: it names nobody."""
    since = now() - timedelta(days=MEASURED_OVER.int())
    rows = _rows(_USUAL, {"since": since, "withdrawn": WITHDRAWN, "kind": kind})
    return float(rows[0][0]) if rows[0][0] is not None else None


def listing(viewer: Operator, *, kind: str, closed: bool = False, after: str = "", size: int = PAGE) -> Page:
    """A queue, oldest first; with `closed`, what was decided, latest first. One statement.

    Args:
        after: `next_key` of the page before.

    Raises:
        ReviewUnknown: there is no such queue.
    """
    if find(kind) is None:
        raise ReviewUnknown
    column = "closed_at" if closed else "opened_at"
    found = ReviewItem.objects.filter(kind=kind, closed_at__isnull=not closed)
    found = found.order_by("-closed_at", "-id") if closed else found.order_by("opened_at", "id")
    if key := _key(after):
        found = found.extra(  # noqa: S610  (both parts are ours; the ORM has no row comparison)
            where=[f"({column}, id) {'<' if closed else '>'} (%s, %s)"], params=list(key)
        )
    shown = list(found[: size + 1])
    moment = now()
    last = shown[size - 1] if len(shown) > size else None
    next_key = f"{getattr(last, column).isoformat()}_{last.pk}" if last else ""
    return Page([_line(item, moment) for item in shown[:size]], next_key)


def case(viewer: Operator, item_id: UUID) -> Case:
    """One case with its trail; its evidence for whoever has claimed it.

    Raises:
        ReviewUnknown: there is none.
    """
    item = ReviewItem.objects.filter(pk=item_id).first()
    kind = find(item.kind) if item else None
    if item is None or kind is None:
        raise ReviewUnknown
    moment = now()
    mine = item.closed_at is None and item.claimed_by == viewer.account_id
    steps = ReviewStep.objects.filter(item_id=item.pk).order_by("at", "id").values_list("what", "by_id", "at", "note")
    return Case(
        kind=kind,
        line=_line(item, moment),
        mine=mine,
        free=item.closed_at is None and free_for(item, viewer, moment),
        evidence=kind.show(item, viewer) if mine else [],
        steps=[Step(*step) for step in steps],
        parts=kind.parts(item) if mine and kind.parts is not None else (),
    )


def said(reason: str) -> str:
    """A stored reason in the reader's language: chosen sentences are translated, own words stay as they are."""
    return "\n".join(gettext(line) if line.strip() else "" for line in reason.splitlines())


def _line(item: ReviewItem, moment: datetime) -> Line:
    held = item.closed_at is None and item.claim_until is not None and item.claim_until > moment
    return Line(
        id=item.pk, subject_id=item.subject_id, facts=item.facts, opened_at=item.opened_at, due_at=item.due_at,
        overdue=item.closed_at is None and item.due_at is not None and item.due_at < moment,
        holder=item.claimed_by if held else None, claim_until=item.claim_until if held else None,
        closed_at=item.closed_at, decided_by=item.decided_by, decision=item.decision, reason=item.reason,
    )  # fmt: skip


def _key(text: str) -> tuple[datetime, UUID] | None:
    moment, _sign, identity = text.partition("_")
    try:
        return (datetime.fromisoformat(moment), UUID(identity)) if identity else None
    except ValueError:
        return None  # a key that nobody handed out: the first page


def _rows(sql: str, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found
