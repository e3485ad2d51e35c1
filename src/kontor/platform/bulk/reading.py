"""Runs as their person sees them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import IO, Any
from uuid import UUID

from django.db.models import Count
from django.utils.translation import gettext

from kontor.kernel.clock import now
from kontor.platform import files
from kontor.platform.bulk.declare import Action, Actor, find
from kontor.platform.bulk.errors import BulkFileGone, BulkUnknown
from kontor.platform.bulk.models import BulkRow, BulkRun, BulkState, RowState
from kontor.platform.bulk.policy import UNDO_FOR

PAGE = 100


@dataclass(frozen=True, slots=True)
class Tally:
    """How many rows are in which state."""

    waiting: int
    refused: int
    done: int

    @property
    def all(self) -> int:
        return self.waiting + self.refused + self.done

    @property
    def over(self) -> int:
        """Rows that are done or refused."""
        return self.refused + self.done


@dataclass(frozen=True, slots=True)
class Run:
    """A run; it can be undone until `undo_until`, and its file, if it made one, be fetched until `file_until`."""

    id: UUID
    action: Action
    state: str
    values: Mapping[str, str]
    planned_at: datetime
    finished_at: datetime | None
    undo_until: datetime | None
    undoes: UUID | None
    file_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """What would become, or became, of a row, in words of the reader's language."""

    position: int
    subject_id: UUID
    name: str
    before: str
    after: str
    state: str
    why: str


def run_of(actor: Actor, run_id: UUID) -> Run:
    """A run of that person in that scope.

    Raises:
        BulkUnknown: another's, or absent.
    """
    row = BulkRun.objects.filter(id=run_id, scope=actor.scope, account_id=actor.account_id).first()
    action = find(row.action) if row else None
    if row is None or action is None:
        raise BulkUnknown
    until = row.finished_at + timedelta(minutes=UNDO_FOR.int()) if row.finished_at and action.undo else None
    taken_back = BulkRun.objects.filter(undoes=row.id).exclude(state=BulkState.PLANNED).exists()
    return Run(
        row.id, action, row.state, row.values, row.planned_at, row.finished_at,
        until if until and until > now() and not taken_back else None, row.undoes,
        row.file_until if row.file and row.file_until and row.file_until > now() else None,
    )  # fmt: skip


def file_of(actor: Actor, run_id: UUID) -> tuple[IO[bytes], str]:
    """The file that a run of that person made, open, and its name.

    Raises:
        BulkUnknown: another's run, or absent.
        BulkFileGone: it made none, or its time is over.
    """
    run = run_of(actor, run_id)
    if run.file_until is None:
        raise BulkFileGone
    path = BulkRun.objects.values_list("file", flat=True).get(id=run_id)
    return files.private().open(path, "rb"), run.action.file


def tally(run_id: UUID) -> Tally:
    """How far a run is, in one statement. For whoever may read the run."""
    counts = dict(BulkRow.objects.filter(run_id=run_id).values_list("state").annotate(Count("position")).order_by())
    return Tally(counts.get(RowState.WAITING, 0), counts.get(RowState.REFUSED, 0), counts.get(RowState.DONE, 0))


def lines(run: Run, language: str, *, state: str = "", after: int = 0, size: int = PAGE) -> tuple[list[Line], int]:
    """Rows of a run, in order, paged by position.

    Returns:
        The rows, and where the next page begins; 0 at the end.
    """
    rows = BulkRow.objects.filter(run_id=run.id, position__gt=after)
    if state:
        rows = rows.filter(state=state)
    found = list(rows.order_by("position")[: size + 1])
    shown = [_line(run.action, row, language) for row in found[:size]]
    return shown, found[size - 1].position if len(found) > size else 0


def latest(actor: Actor, size: int = 5) -> list[Run]:
    """The person's latest runs in that scope that were started."""
    rows = BulkRun.objects.filter(scope=actor.scope, account_id=actor.account_id).exclude(state=BulkState.PLANNED)
    return [
        Run(row.id, action, row.state, row.values, row.planned_at, row.finished_at, None, row.undoes)
        for row in rows.order_by("-planned_at")[:size]
        if (action := find(row.action)) is not None
    ]


def _line(action: Action, row: BulkRow, language: str) -> Line:
    why = _why(row.sentence, row.params) if row.state == RowState.REFUSED else ""
    return Line(
        row.position, row.subject_id, row.name, action.show(row.before, language), action.show(row.after, language),
        row.state, why,
    )  # fmt: skip


def _why(sentence: str, params: Mapping[str, Any]) -> str:
    said = gettext(sentence) if sentence else ""
    return said % params if params else said
