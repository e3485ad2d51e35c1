"""Timed work of logistics."""

from __future__ import annotations

from kontor.contexts.logistics.services.pull_tracking import pull_tracking
from kontor.platform.jobs import job


@job(name="logistics.pull_tracking", schedule="*/3 * * * *", retry=1)
def pull() -> None:
    pull_tracking()
