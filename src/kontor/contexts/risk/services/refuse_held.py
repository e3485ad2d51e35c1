"""A held registration is refused."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.accounts.services.ban import ban
from kontor.contexts.notifications.services.notify import notify
from kontor.contexts.risk.errors import ReasonMissing
from kontor.contexts.risk.models import Ban
from kontor.contexts.risk.services.end_hold import end_hold
from kontor.kernel.viewer import Operator


def refuse_held(*, by: Operator, account_id: UUID, reason: str, withdraw: bool = True) -> None:
    """Close the held account for `reason`, which its person reads and may appeal against (ACC-30, ACC-31).

    Args:
        withdraw: its case in the queue is not being decided just now, and goes with it.

    Raises:
        ReasonMissing, HoldUnknown: nothing has changed.
    """
    reason = reason.strip()
    if not reason:
        raise ReasonMissing(field="reason")
    with transaction.atomic():
        held = end_hold(
            account_id=account_id, released=False, by_account_id=by.account_id, answer=reason, withdraw=withdraw
        )
        if ban(account_ids=[account_id]):
            Ban.objects.create(account_id=account_id, reason=reason[:500], by_account_id=by.account_id)
        notify(
            account_id=account_id, kind="account_refused", values={"reason": reason}, cause=f"risk.refused:{held.id}"
        )
