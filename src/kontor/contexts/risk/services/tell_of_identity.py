"""An address is proven: its owner can be written to about a check that was opened before."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.risk.identity_notices import tell
from kontor.contexts.risk.models import IdentityCheck, IdentityState


def tell_of_identity(*, account_id: UUID) -> bool:
    """Write to the person whose check waits for pictures; twice makes one message (ACC-33).

    Returns:
        Whether there is such a check.
    """
    with transaction.atomic(savepoint=False):
        check = IdentityCheck.objects.filter(account_id=account_id, state=IdentityState.WAITING).first()
        if check is None:
            return False
        tell(check, "identity_needed")
    return True
