"""An appeal is decided."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.notifications.services.notify import notify
from kontor.contexts.risk.errors import AppealOver, ReasonMissing
from kontor.contexts.risk.models import Appeal
from kontor.contexts.risk.services.lift_bans import lift_bans
from kontor.kernel.clock import now
from kontor.kernel.viewer import Operator


def decide_appeal(*, by: Operator, appeal_id: UUID, granted: bool, answer: str) -> None:
    """Open the account, or keep it closed and say why (ACC-31).

    Raises:
        ReasonMissing, AppealOver: nothing has changed.
    """
    answer = answer.strip()[:1000]
    if not answer:
        raise ReasonMissing(field="reason")
    with transaction.atomic():
        found = Appeal.objects.select_for_update().filter(pk=appeal_id, decided_at__isnull=True).first()
        if found is None:
            raise AppealOver
        found.decided_at, found.decided_by, found.granted, found.answer = now(), by.account_id, granted, answer
        found.save()
        if granted:
            lift_bans(by=by, ban_ids=[found.ban_id], reason=answer)
        else:
            values = {"reason": answer}
            notify(account_id=found.account_id, kind="appeal_refused", values=values, cause=f"risk.appeal:{found.id}")
