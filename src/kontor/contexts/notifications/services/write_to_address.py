"""Write to an address that belongs to no account yet."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from kontor.contexts.notifications import kinds
from kontor.contexts.notifications.models import Notice
from kontor.contexts.notifications.services.queue_notices import queue_notices


def write_to_address(
    *, subject_id: UUID, kind: str, address: str, language: str, values: Mapping[str, str], cause: str
) -> bool:
    """Queue a mail to `address`; the notice lies under `subject_id`, what it is about.

    Returns:
        Whether it is new: the same cause is told once.
    """
    kinds.check(kind, dict(values))
    notice = Notice(
        account_id=subject_id, kind=kind, channel="email", address=address, language=language, values=dict(values),
        cause=cause,
    )  # fmt: skip
    return bool(queue_notices(notices=[notice]))
