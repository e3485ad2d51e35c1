"""Looking at what would become of each row; nothing is done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import get_language

from kontor.kernel.clock import now
from kontor.kernel.errors import Refusal, Refusals
from kontor.platform.bulk.declare import Action, Actor, Outcome, find
from kontor.platform.bulk.errors import (
    BulkActionUnknown,
    BulkNothingChosen,
    BulkTooMany,
    BulkUndoOver,
    BulkUnknown,
)
from kontor.platform.bulk.models import BulkRow, BulkRun, BulkState, RowState
from kontor.platform.bulk.policy import ROWS_MAX, UNDO_FOR

_NAME, _SENTENCE = 200, 300


def plan(*, actor: Actor, action: str, ids: Sequence[UUID], values: Mapping[str, str]) -> UUID:
    """Write down what `action` would do to each of `ids`; ids that are nobody's of the scope are left out.

    Returns:
        The run's id.

    Raises:
        BulkActionUnknown, BulkNothingChosen, BulkTooMany, or what the action's `check` refuses: nothing is planned.
    """
    known = find(action)
    if known is None:
        raise BulkActionUnknown(field="action")
    if known.check is not None:
        known.check(actor, values)
    return _planned(actor, known, list(dict.fromkeys(ids)), values, None)


def _planned(actor: Actor, known: Action, ids: list[UUID], values: Mapping[str, str], undoes: UUID | None) -> UUID:
    if len(ids) > ROWS_MAX.int():
        raise BulkTooMany(most=ROWS_MAX.int())
    seen = known.look(actor, ids, values)
    found = [(identity, seen[identity]) for identity in ids if identity in seen]
    if not found:
        raise BulkNothingChosen
    with transaction.atomic():
        run = BulkRun.objects.create(
            action=known.name, scope=actor.scope, account_id=actor.account_id, values=dict(values), undoes=undoes,
            language=get_language() or "en",
        )  # fmt: skip
        BulkRow.objects.bulk_create(
            (row_of(run.id, position, identity, outcome) for position, (identity, outcome) in enumerate(found, 1)),
            batch_size=1000,
        )
    return run.id


def undo(*, actor: Actor, run_id: UUID) -> UUID:
    """Plan the way back of a run's rows that were done.

    Returns:
        The new run's id.

    Raises:
        BulkUnknown: another person's, or absent.
        BulkUndoOver: too late, or there is no way back.
    """
    run = BulkRun.objects.filter(id=run_id, scope=actor.scope, account_id=actor.account_id).first()
    if run is None:
        raise BulkUnknown
    action = find(run.action)
    back = find(action.undo) if action and action.undo else None
    over = run.finished_at is None or run.finished_at + timedelta(minutes=UNDO_FOR.int()) < now()
    if back is None or over or BulkRun.objects.filter(undoes=run.id).exclude(state=BulkState.PLANNED).exists():
        raise BulkUndoOver
    rows = {
        row.subject_id: row for row in BulkRow.objects.filter(run_id=run.id, state=RowState.DONE).order_by("position")
    }
    seen = back.look(actor, list(rows), {})
    with transaction.atomic():
        made = BulkRun.objects.create(
            action=back.name, scope=actor.scope, account_id=actor.account_id, values={}, undoes=run.id,
            language=run.language,
        )  # fmt: skip
        BulkRow.objects.bulk_create(
            row_of(made.id, row.position, identity, _back(row, seen.get(identity)))
            for identity, row in rows.items()
            if identity in seen
        )
    return made.id


def _back(row: BulkRow, seen: Outcome | None) -> Outcome:
    """A row on its way back: to what it was before."""
    refusal = seen.refusal if seen else None
    return Outcome(row.name, row.after, row.before, refusal)


def row_of(run_id: UUID, position: int, identity: UUID, outcome: Outcome) -> BulkRow:
    """The row of a plan."""
    row = BulkRow(
        run_id=run_id, position=position, subject_id=identity, name=outcome.name[:_NAME], before=dict(outcome.before),
        after=dict(outcome.after),
    )  # fmt: skip
    if outcome.refusal is not None:
        refuse(row, outcome.refusal)
    return row


def refuse(row: BulkRow, refusal: Refusal) -> None:
    """Write down why a row was not, or would not be, done."""
    part = refusal.parts[0] if isinstance(refusal, Refusals) and refusal.parts else refusal
    row.state, row.code, row.sentence = RowState.REFUSED, part.code, part.sentence[:_SENTENCE]
    row.params = {name: _plain(value) for name, value in part.params.items()}


def _plain(value: object) -> Any:
    return value if isinstance(value, (int, str, bool)) or value is None else str(value)
