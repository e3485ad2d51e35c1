"""Ending grants: for services, in their transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from kontor.contexts.integrations.events import GrantEnded
from kontor.contexts.integrations.models import AccessToken, Ending, Grant
from kontor.platform.events import record


def end_grants(
    grant_ids: Sequence[UUID], because: Ending, *, moment: datetime, by_account_id: UUID | None = None
) -> int:
    """End those that are in force; their tokens are worth nothing from the next call on.

    Returns:
        How many ended now.
    """
    living = Grant.objects.select_for_update().filter(id__in=grant_ids, ended_at__isnull=True).order_by("id")
    rows = list(living.values_list("id", "store_id", "application_id", "account_id"))
    if not rows:
        return 0
    ids = [row[0] for row in rows]
    Grant.objects.filter(id__in=ids).update(ended_at=moment, ended_because=because, ended_by=by_account_id)
    AccessToken.objects.filter(grant_id__in=ids).delete()
    record(
        *(
            GrantEnded(
                key=store_id, store_id=store_id, grant_id=grant_id, application_id=application_id,
                account_id=account_id, because=str(because), by_account_id=by_account_id,
            )
            for grant_id, store_id, application_id, account_id in rows
        )
    )  # fmt: skip
    return len(rows)
