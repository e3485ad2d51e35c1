"""Doing the rows of a run, some at a time."""

from __future__ import annotations

import logging
from datetime import timedelta
from uuid import UUID

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import translation

from kontor.kernel.clock import now
from kontor.kernel.errors import Kind, Refusal
from kontor.kernel.ids import token
from kontor.kernel.text import mark as _
from kontor.platform import files
from kontor.platform.bulk.declare import Action, Actor, Outcome, find
from kontor.platform.bulk.errors import BulkStarted, BulkUnknown
from kontor.platform.bulk.models import BulkRow, BulkRun, BulkState, RowState
from kontor.platform.bulk.planning import refuse
from kontor.platform.bulk.policy import FILES_KEPT, KEPT, ROWS_AT_ONCE
from kontor.platform.jobs import enqueue, job
from kontor.platform.stream import publish

log = logging.getLogger(__name__)


class BulkRowFailed(Refusal):
    code = "ERR_BULK_ROW_FAILED"
    kind = Kind.UNAVAILABLE
    sentence = _("This row could not be done. Try it alone.")


def start(*, actor: Actor, run_id: UUID) -> None:
    """Let the rows of a plan be done in the background.

    Raises:
        BulkUnknown: another person's, or absent.
        BulkStarted: it was started before; nothing is done twice.
    """
    with transaction.atomic():
        mine = BulkRun.objects.filter(id=run_id, scope=actor.scope, account_id=actor.account_id)
        if not mine.exists():
            raise BulkUnknown
        moment = now()
        if not mine.filter(state=BulkState.PLANNED).update(state=BulkState.RUNNING, started_at=moment):
            raise BulkStarted
        enqueue("platform.bulk_step", run_id=run_id)


@job(name="platform.bulk_step", lock="run_id")
def step(*, run_id: UUID) -> None:
    """Do the next rows; safe to run twice and beside itself."""
    with transaction.atomic():
        run = BulkRun.objects.select_for_update().filter(id=run_id, state=BulkState.RUNNING).first()
        if run is None:
            return
        action = find(run.action)
        waiting = BulkRow.objects.filter(run_id=run.id, state=RowState.WAITING).order_by("position")
        rows = list(waiting[: ROWS_AT_ONCE.int()])
        if action is not None and rows:
            actor = Actor(run.account_id, run.scope)
            with translation.override(run.language):
                for row in rows:
                    _do(action, actor, run, row)
            BulkRow.objects.bulk_update(rows, ["state", "before", "after", "code", "sentence", "params"])
            enqueue("platform.bulk_step", run_id=run.id)
        else:
            moment = now()
            path = _file(action, run) if action is not None and action.finish is not None else ""
            BulkRun.objects.filter(id=run.id).update(
                state=BulkState.DONE, finished_at=moment, file=path,
                file_until=moment + timedelta(hours=FILES_KEPT.int()) if path else None,
            )  # fmt: skip
        publish(f"bulk:{run.id}", "bulk", run.id)


def _do(action: Action, actor: Actor, run: BulkRun, row: BulkRow) -> None:
    """One row in a savepoint of its own: a refusal holds up no other."""
    try:
        with transaction.atomic():
            planned = Outcome(row.name, row.before, row.after)
            row.after = dict(action.do(actor, row.subject_id, run.values, planned))
            row.state = RowState.DONE
    except Refusal as refusal:
        refuse(row, refusal)
    except Exception:  # one broken row must not stop hundreds; the log has the rest
        log.exception("a row of a bulk action failed")
        refuse(row, BulkRowFailed())


def _file(action: Action, run: BulkRun) -> str:
    """Make and keep the file of all rows that were done; "" when there is none, or its person may not have it."""
    done = BulkRow.objects.filter(run_id=run.id, state=RowState.DONE).order_by("position")
    ids = list(done.values_list("subject_id", flat=True))
    if action.finish is None or not ids:
        return ""
    try:
        with translation.override(run.language):
            content = action.finish(Actor(run.account_id, run.scope), ids, run.values)
    except Refusal:
        log.warning("the file of a bulk action was refused")
        return ""
    return files.private().save(f"bulk/{run.scope}/{run.id}-{token(8)}-{action.file}", ContentFile(content))


@job(name="platform.bulk_files", schedule="41 * * * *", retry=1)
def drop_files() -> None:
    """Delete files whose time is over: they may hold recipients (ACC-42)."""
    for run in BulkRun.objects.filter(file_until__lte=now()).exclude(file=""):
        files.private().delete(run.file)
        BulkRun.objects.filter(id=run.id).update(file="")


@job(name="platform.bulk_sweep", schedule="17 4 * * *", retry=1)
def sweep() -> None:
    """Forget runs that nobody asks about any more."""
    with transaction.atomic():
        old = BulkRun.objects.filter(planned_at__lt=now() - timedelta(days=KEPT.int()))
        BulkRow.objects.filter(run_id__in=old.values("id")).delete()
        old.delete()
