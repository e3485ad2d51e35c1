"""Queued work of the notices."""

from __future__ import annotations

from uuid import UUID

from kontor.contexts.notifications.services.push_notice import push_notice
from kontor.contexts.notifications.services.release_held import release_held
from kontor.contexts.notifications.services.send_due import send_due
from kontor.contexts.notifications.services.send_notice import send_notice
from kontor.platform.jobs import job


@job(name="notifications.send_due", retry=1, schedule="* * * * *")
def send_due_job() -> None:
    """Send what waits (ACC-15). Queued with each notice; by the clock as well, for what a failed run left."""
    send_due()


@job(name="notifications.send")
def send(*, account_id: UUID, notice_id: UUID) -> None:
    """Send one notice (ACC-15)."""
    send_notice(account_id=account_id, notice_id=notice_id)


@job(name="notifications.push", retry=5)
def push(*, account_id: UUID, notice_id: UUID) -> None:
    """Hand one notice to the browsers of its person (BUY-13)."""
    push_notice(account_id=account_id, notice_id=notice_id)


@job(name="notifications.release_held", schedule="* * * * *")
def release_held_job() -> None:
    """Send what waited for the end of quiet hours (BUY-13)."""
    while release_held():
        pass
