"""The time is over and no acceptable pictures have come."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.accounts.services.end_registration import end_registration
from kontor.contexts.risk.models import IdentityCheck, IdentityState
from kontor.kernel.clock import now


def end_identity_check(*, check_id: UUID) -> bool:
    """End a check whose time is over: a registration ends with it and its data are erased (ACC-33).

    An account that was in use before stays, and still cannot order; its person can have the check opened again.

    Returns:
        False when pictures came in the meantime, or its time is not over; nothing has changed then.
    """
    moment = now()
    with transaction.atomic():
        waiting = IdentityCheck.objects.filter(pk=check_id, state=IdentityState.WAITING, due_at__lte=moment)
        check = waiting.select_for_update().first()
        if check is None:
            return False
        check.pictures.all().delete()
        IdentityCheck.objects.filter(pk=check_id).update(state=IdentityState.ENDED, closed_at=moment)
        if check.registration:
            end_registration(account_id=check.account_id)
    return True
