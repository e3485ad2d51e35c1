"""Tell the owner about a change to what protects the account."""

from __future__ import annotations

from uuid import UUID

from kontor.contexts.accounts import queries as accounts
from kontor.contexts.accounts import safety
from kontor.contexts.notifications.models import Notice
from kontor.contexts.notifications.services.notify import notify


def tell_safety(*, account_id: UUID, step_id: UUID, what: str) -> Notice | None:
    """One notice for each change (ACC-21), by the channel of the account."""
    owner = accounts.recipients([account_id]).get(account_id)
    if owner is None:
        return None
    return notify(
        account_id=account_id,
        kind="safety_changed",
        values={"what": what, "page": safety.safety_page(owner.audience)},
        cause=f"accounts.safety:{step_id}",
    )
