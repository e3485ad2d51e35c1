"""Our jobs as procrastinate's tasks."""

from __future__ import annotations

from typing import Any

from procrastinate import App, RetryStrategy
from procrastinate.contrib.django import app as queue_app

from kontor.platform.jobs.declare import Job, declared


def app() -> App:
    """Procrastinate's application on Django's database."""
    return queue_app


def register_all() -> None:
    """Make every declared job known to the queue."""
    for job in declared():
        if job.name not in queue_app.tasks:
            register(job)


def register(job: Job) -> None:
    """Make one job known to the queue, and its schedule with it."""

    def run(**arguments: Any) -> None:
        if job.schedule:
            arguments.pop("timestamp", None)  # the tick's time, which procrastinate passes to periodic tasks
        job.run(**arguments)

    retry = RetryStrategy(max_attempts=job.tries, exponential_wait=4) if job.tries > 1 else False
    task: Any = queue_app.task(name=job.name, retry=retry)(run)
    if job.schedule:
        queue_app.periodic(cron=job.schedule, periodic_id=job.name)(task)
