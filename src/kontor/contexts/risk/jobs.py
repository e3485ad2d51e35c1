"""Timed work of risk."""

from __future__ import annotations

from kontor.contexts.risk import identity_queries as identity
from kontor.contexts.risk.services.end_identity_check import end_identity_check
from kontor.contexts.risk.services.forget import BATCH, forget
from kontor.contexts.risk.services.measure_usual import measure_usual
from kontor.contexts.risk.services.purge_identity_pictures import purge_identity_pictures
from kontor.contexts.risk.services.remind_of_identity import remind_of_identity
from kontor.platform.jobs import job

_CHECKS = 200


@job(name="risk.forget", schedule="23 4 * * *")
def forget_old() -> None:
    """Judgements and traces are kept for the policies' time."""
    while forget() >= BATCH:
        pass


@job(name="risk.identity_clock", schedule="17 * * * *")
def identity_clock() -> None:
    """Reminders, ended checks, and pictures that were kept long enough (ACC-33). Every hour."""
    while checks := identity.to_remind(limit=_CHECKS):
        remind_of_identity(check_ids=checks)
    while checks := identity.overdue(limit=_CHECKS):
        if not sum(end_identity_check(check_id=check_id) for check_id in checks):
            break
    while checks := identity.to_purge(limit=_CHECKS):
        purge_identity_pictures(check_ids=checks)


@job(name="risk.usual", schedule="41 * * * *")
def usual() -> None:
    """How registrations look here, every hour (ACC-30)."""
    measure_usual()


@job(name="risk.look_over", schedule="47 * * * *")
def groups() -> None:
    """Groups of one hand are linked, strays leave, every hour (ACC-31)."""
    # Loaded where the job runs: the library of figures would take 10 MB of each web worker.
    from kontor.contexts.risk.services.look_over import look_over  # noqa: PLC0415

    look_over()
