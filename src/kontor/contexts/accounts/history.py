"""Writing down a change to an account's safety, and letting its owner know (ACC-21)."""

from __future__ import annotations

from uuid import UUID

from kontor.contexts.accounts.events import SafetyChanged
from kontor.contexts.accounts.models import SecurityStep
from kontor.contexts.accounts.rules.safety import Word
from kontor.kernel.viewer import Operator, System
from kontor.platform.events import record


def note(
    account_id: UUID, what: Word, *, by: Operator | System | None = None, by_name: str = "", reason: str = ""
) -> None:
    """Keep `what` happened, in the caller's transaction; who reacts to `SafetyChanged` tells the owner.

    Args:
        by: who did it; None for the owner.
    """
    step = SecurityStep.objects.create(
        account_id=account_id,
        what=what,
        by_id=by.account_id if isinstance(by, Operator) else None,
        by_name=by_name or (by.name if isinstance(by, System) else ""),
        reason=reason,
    )
    record(SafetyChanged(key=account_id, account_id=account_id, step_id=step.id, what=str(what)))
