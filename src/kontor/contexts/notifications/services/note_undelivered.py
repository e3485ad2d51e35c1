"""A text message was taken by its carrier and did not arrive."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.notifications.events import NoticeRefused
from kontor.contexts.notifications.models import Notice
from kontor.kernel.clock import now
from kontor.platform.events import record

_MOST = 32_767  # of the column


def note_undelivered(*, account_id: UUID, notice_id: UUID, code: int) -> bool:
    """Note what the carrier told; whoever cares hears of it by `NoticeRefused`. Told twice, it counts once.

    Returns:
        Whether it was news.
    """
    with transaction.atomic():
        row = Notice.objects.filter(account_id=account_id, id=notice_id, channel="sms", refused_at__isnull=True)
        notice = row.select_for_update().first()
        if notice is None:
            return False
        row.update(refused_at=now(), refusal=min(code, _MOST), waiting=False)
        record(NoticeRefused(key=account_id, account_id=account_id, notice_id=notice_id, cause=notice.cause))
    return True
