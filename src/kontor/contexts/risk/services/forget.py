"""What is too old, or whose account is gone, is not kept."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from kontor.contexts.risk.models import Hold, Judgement, Member, Pace, Trace
from kontor.contexts.risk.policy import JUDGEMENTS_KEPT, WINDOW
from kontor.kernel.clock import now
from kontor.platform import reviews

BATCH = 5000


def forget(*, account_id: UUID | None = None) -> int:
    """Erase what is kept of one account that is gone, or of everybody what is older than the policies say.

    Returns:
        How many rows went; a clock calls again while there are as many as `BATCH`.
    """
    moment = now()
    with transaction.atomic():
        if account_id is not None:
            Trace.objects.filter(account_id=account_id).delete()
            Member.objects.filter(account_id=account_id).delete()
            Hold.objects.filter(account_id=account_id).delete()
            reviews.withdraw(kind="risk.held_registration", subject_id=account_id)
            return Judgement.objects.filter(account_id=account_id).delete()[0]
        Pace.objects.filter(ends_at__lt=moment).delete()
        old = Judgement.objects.filter(at__lt=moment - timedelta(days=JUDGEMENTS_KEPT.int())).order_by("id")
        gone = Judgement.objects.filter(pk__in=list(old.values_list("pk", flat=True)[:BATCH])).delete()[0]
        stale = Trace.objects.filter(last_at__lt=moment - timedelta(days=WINDOW.int()))
        return gone + Trace.objects.filter(pk__in=list(stale.values_list("pk", flat=True)[:BATCH])).delete()[0]
