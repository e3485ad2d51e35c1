"""Queued work of the notices."""

from __future__ import annotations

from uuid import UUID

from kontor.contexts.notifications.services.send_notice import send_notice
from kontor.platform.jobs import job


@job(name="notifications.send")
def send(*, account_id: UUID, notice_id: UUID) -> None:
    """Send one notice (ACC-15)."""
    send_notice(account_id=account_id, notice_id=notice_id)
