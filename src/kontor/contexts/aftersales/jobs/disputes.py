"""Deadlines of disputes that act by themselves (TRD-09)."""

from __future__ import annotations

from uuid import UUID

from kontor.contexts.aftersales.models import Dispute
from kontor.contexts.aftersales.services.act_on_time import act_on_time
from kontor.contexts.aftersales.services.forget_evidence import forget_evidence
from kontor.kernel.clock import now
from kontor.platform.jobs import enqueue, job

_BATCH = 500


@job(name="aftersales.act_on_time", lock="dispute_id")
def act(*, dispute_id: UUID) -> None:
    """One dispute whose time is over. A job of its own: one that fails holds back no other."""
    act_on_time(dispute_id=dispute_id)


@job(name="aftersales.act_due", schedule="* * * * *")
def act_due() -> None:
    """Find the disputes whose time is over."""
    due = Dispute.objects.filter(due_at__lte=now()).order_by("due_at").values_list("id", flat=True)
    for dispute_id in due[:_BATCH]:
        enqueue("aftersales.act_on_time", key=str(dispute_id), dispute_id=dispute_id)


@job(name="aftersales.forget_evidence", schedule="41 4 * * *")
def forget_old_evidence() -> None:
    """Evidence goes when its time is over (ACC-42)."""
    while forget_evidence(limit=_BATCH) == _BATCH:
        continue
