"""Forgetting a filter."""

from __future__ import annotations

from uuid import UUID

from kontor.platform.filters.models import SavedFilter


def forget(*, account_id: UUID, filter_id: UUID) -> bool:
    """Remove a filter of that person's; another's looks absent.

    Returns:
        Whether there was one.
    """
    return bool(SavedFilter.objects.filter(account_id=account_id, pk=filter_id).delete()[0])
