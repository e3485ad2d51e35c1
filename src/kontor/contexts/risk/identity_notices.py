"""What a person is told about a check of identity (ACC-33)."""

from __future__ import annotations

from kontor.contexts.notifications.services.notify import notify
from kontor.contexts.risk.models import IdentityCheck


def tell(check: IdentityCheck, kind: str, *, note: str = "") -> None:
    """Write to the person, in the caller's transaction; each kind once for each deadline, or for each `note`.

    Nobody is written to whose address is not proven yet: that is done when it is.
    """
    values = {"due": check.due_at.date().isoformat(), "reason": check.reason}
    cause = f"risk.{kind}:{check.id.hex}:{note or f'{check.due_at:%y%m%d%H}'}"
    notify(account_id=check.account_id, kind=kind, values=values, cause=cause)
