"""Reads of notices."""

from __future__ import annotations

from uuid import UUID

from kontor.contexts.notifications.models import Notice
from kontor.kernel.viewer import Buyer


def latest(viewer: Buyer, *, limit: int = 20) -> list[Notice]:
    """The viewer's own notices, latest first."""
    account_id: UUID = viewer.buyer_id
    return list(Notice.objects.filter(account_id=account_id).order_by("-created_at")[:limit])
