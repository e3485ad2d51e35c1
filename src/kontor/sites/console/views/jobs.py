"""The job board: what waits, runs and failed, parked facts, schedules, another try (OPR-07)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kontor.platform.http.request import Request
from kontor.platform.http.routes import signed_in
from kontor.platform.jobs import board
from kontor.platform.jobs.declare import declared
from kontor.sites.console.errors import NothingToRetry
from kontor.sites.console.frame import page


@dataclass(frozen=True, slots=True)
class Line:
    """A kind of job and how many of its runs are in which state."""

    name: str
    schedule: str
    tries: int
    waiting: int
    running: int
    done: int
    failed: int


@signed_in
@require_GET
def job_board(request: Request) -> HttpResponse:
    """All kinds of jobs with their runs, what failed, and the latest runs."""
    backlog, oldest = board.backlog()
    lines = _lines()
    context = {
        "lines": lines,
        "waiting_runs": sum(line.waiting for line in lines),
        "running": sum(line.running for line in lines),
        "failed": board.recent(status="failed", limit=50),
        "parked": board.parked(limit=50),
        "latest": board.recent(limit=30),
        "backlog": backlog,
        "backlog_since": oldest,
    }
    return page(request, "console/jobs.html", context, active="console_jobs", title=_("Jobs"))


@signed_in
@require_POST
def again(request: Request, job_id: int) -> HttpResponse:
    """Queue a failed run once more."""
    if not board.retry_job(job_id=job_id):
        raise NothingToRetry
    messages.success(request, _("The job is queued again."))
    return HttpResponseRedirect(reverse("console_jobs"))


@signed_in
@require_POST
def fact_again(request: Request, key: UUID, event_id: UUID) -> HttpResponse:
    """Deliver a parked fact once more."""
    if not board.retry_fact(key=key, event_id=event_id):
        raise NothingToRetry
    messages.success(request, _("The fact is on its way again."))
    return HttpResponseRedirect(reverse("console_jobs"))


def _lines() -> list[Line]:
    counted: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for name, status, count in board.counts():
        counted[name][status] = count
    lines = []
    for job in declared():
        runs = counted[job.name]
        lines.append(
            Line(
                job.name, job.schedule, job.tries, runs.get("todo", 0), runs.get("doing", 0),
                runs.get("succeeded", 0), runs.get("failed", 0),
            )
        )  # fmt: skip
    return lines
