"""The time is nearly over."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from kontor.contexts.risk.identity_notices import tell
from kontor.contexts.risk.models import IdentityCheck, IdentityState
from kontor.kernel.clock import now


def remind_of_identity(*, check_ids: Sequence[UUID]) -> int:
    """Write once more to those who have sent no acceptable pictures yet (ACC-33).

    Returns:
        How many were written to; who was reminded of this deadline before is not.
    """
    with transaction.atomic():
        waiting = IdentityCheck.objects.filter(pk__in=check_ids, state=IdentityState.WAITING, reminded_at__isnull=True)
        checks = list(waiting.select_for_update().order_by("id"))
        for check in checks:
            tell(check, "identity_reminder")
        IdentityCheck.objects.filter(pk__in=[check.pk for check in checks]).update(reminded_at=now())
    return len(checks)
