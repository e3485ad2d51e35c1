"""What a lock on an address means at this moment (ACC-12)."""

from __future__ import annotations

from kontor.contexts.accounts.errors import VerificationLocked
from kontor.contexts.accounts.models import VerificationLock
from kontor.kernel.clock import now


def locked(row: VerificationLock | None) -> VerificationLocked | None:
    """The refusal that `row` stands for at this moment, or None."""
    if row is None or row.locked_until is None or row.locked_until <= now():
        return None
    wait = row.locked_until - now()
    return VerificationLocked(until=row.locked_until.isoformat(), retry_after=int(wait.total_seconds()) + 1)
