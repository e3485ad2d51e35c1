"""An account has to show who its person is."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from kontor.contexts.risk.identity_notices import tell
from kontor.contexts.risk.identity_policy import ANSWER_WITHIN
from kontor.contexts.risk.models import IdentityCheck
from kontor.kernel.clock import now
from kontor.kernel.viewer import Operator, System


def open_identity_check(
    *, account_id: UUID, cause: str, by: Operator | System, registration: bool
) -> IdentityCheck | None:
    """Open a check and write to the person; the account cannot order meanwhile (ACC-33).

    Args:
        cause: a rule's id, or "operator".
        registration: the account has just joined: without pictures in time it ends. An account that has been used
            before is never erased by a check; it only cannot order.

    Returns:
        The check; None when one is open already.
    """
    moment = now()
    check = IdentityCheck(
        account_id=account_id,
        cause=cause,
        registration=registration,
        opened_by=by.account_id if isinstance(by, Operator) else None,
        opened_at=moment,
        due_at=moment + timedelta(days=ANSWER_WITHIN.int()),
    )
    try:
        with transaction.atomic():
            check.save(force_insert=True)
            tell(check, "identity_needed")
    except IntegrityError:
        return None
    return check
