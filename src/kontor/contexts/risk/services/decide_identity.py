"""A reviewer has looked at both sides."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from kontor.contexts.risk.identity_errors import IdentityUndecidable
from kontor.contexts.risk.identity_notices import tell
from kontor.contexts.risk.identity_policy import ANSWER_WITHIN
from kontor.contexts.risk.models import IdentityCheck, IdentityState
from kontor.kernel.clock import now
from kontor.kernel.viewer import Operator

APPROVE, AGAIN, REFUSE = "approve", "again", "refuse"
_NEXT = {APPROVE: IdentityState.APPROVED, AGAIN: IdentityState.WAITING, REFUSE: IdentityState.REFUSED}
_NOTICE = {APPROVE: "identity_approved", AGAIN: "identity_again", REFUSE: "identity_refused"}


def decide_identity(*, by: Operator, check_id: UUID, decision: str, reason: str) -> IdentityCheck:
    """Approve, ask again, or refuse; the person reads `reason` (ACC-33, OPR-02).

    After an approval the account may order. Asked again, it has the whole time again, and the pictures are gone.

    Raises:
        IdentityUndecidable: it does not wait for a decision; nothing has changed.
    """
    moment = now()
    with transaction.atomic():
        check = IdentityCheck.objects.select_for_update().filter(pk=check_id, state=IdentityState.REVIEW).first()
        if check is None or decision not in _NEXT:
            raise IdentityUndecidable
        check.state, check.reason, check.decided_by = _NEXT[decision], reason, by.account_id
        if decision == AGAIN:
            check.due_at, check.reminded_at = moment + timedelta(days=ANSWER_WITHIN.int()), None
            check.pictures.all().delete()
        else:
            check.closed_at = moment
        check.save()
        tell(check, _NOTICE[decision], note=f"{moment:%y%m%d%H%M%S}")
    return check
