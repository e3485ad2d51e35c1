"""A person has seen notices."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.notifications.models import Notice
from kontor.kernel.clock import now
from kontor.platform import stream


def read_notices(*, account_id: UUID, notice_id: UUID | None = None, about: str = "", unread: bool = False) -> int:
    """Mark one notice, or all, as read (or one as unread again); other open pages of the person hear of it.

    Args:
        about: only those whose cause begins with it: what they told of was read elsewhere.

    Returns:
        How many changed.
    """
    with transaction.atomic():
        mine = Notice.objects.filter(account_id=account_id, shown=True)
        if notice_id is not None:
            mine = mine.filter(id=notice_id)
        if about:
            mine = mine.filter(cause__startswith=about, read_at=None)
        changed = mine.filter(read_at__isnull=not unread).update(read_at=None if unread else now())
        if changed:
            stream.publish(f"notices:{account_id}", "read")
    return changed
