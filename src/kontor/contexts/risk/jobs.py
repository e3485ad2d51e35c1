"""Timed work of risk."""

from __future__ import annotations

from kontor.contexts.risk.services.forget import BATCH, forget
from kontor.platform.jobs import job


@job(name="risk.forget", schedule="23 4 * * *")
def forget_old() -> None:
    """Judgements and traces are kept for the policies' time."""
    while forget() >= BATCH:
        pass
