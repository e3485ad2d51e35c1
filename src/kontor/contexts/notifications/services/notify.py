"""Tell a person something."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from kontor.contexts.notifications.models import Notice
from kontor.contexts.notifications.services.notify_many import News, notify_many


def notify(
    *, account_id: UUID, kind: str, values: Mapping[str, object], cause: str, channel: str | None = None
) -> Notice | None:
    """Write a notice and queue its sending, in the caller's transaction; the arguments are those of `News`.

    Returns:
        The notice; None when it was told before, or the account cannot be written to.
    """
    stored = notify_many(news=[News(account_id, kind, values, cause, channel)])
    return stored[0] if stored else None
