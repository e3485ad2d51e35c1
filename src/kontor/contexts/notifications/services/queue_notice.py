"""Write one notice, once per cause, and queue the job that sends it."""

from __future__ import annotations

from django.db import transaction

from kontor.contexts.notifications.models import Notice
from kontor.platform.jobs import enqueue


def queue_notice(*, notice: Notice) -> Notice | None:
    """Store `notice` unless its cause was told before, together with its job (ACC-15).

    Returns:
        The stored notice, or None when there is one of that cause and channel.
    """
    with transaction.atomic(savepoint=False):
        Notice.objects.bulk_create([notice], ignore_conflicts=True)
        if not Notice.objects.filter(account_id=notice.account_id, id=notice.id).exists():
            return None
        enqueue("notifications.send", account_id=notice.account_id, notice_id=notice.id)
    return notice
