"""A held registration is let in."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.accounts.services.release import release
from kontor.contexts.notifications.services.notify import notify
from kontor.contexts.risk.services.end_hold import end_hold
from kontor.kernel.viewer import Operator, System


def release_held(*, by: Operator | System, account_id: UUID, answer: str = "", withdraw: bool = True) -> None:
    """Let the account go on and tell its person (ACC-30). One that is not verified yet still has to be.

    Args:
        withdraw: its case in the queue is not being decided just now, and goes with it.

    Raises:
        HoldUnknown: it is not held (any more); nothing has changed.
    """
    with transaction.atomic():
        who = by.account_id if isinstance(by, Operator) else None
        held = end_hold(account_id=account_id, released=True, by_account_id=who, answer=answer, withdraw=withdraw)
        release(account_id=account_id)
        notify(account_id=account_id, kind="account_released", values={}, cause=f"risk.released:{held.id}")
