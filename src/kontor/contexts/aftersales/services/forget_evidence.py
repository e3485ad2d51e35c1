"""What was shown in disputes that are long over."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models import Q

from kontor.contexts.aftersales.models import Dispute, DisputeStep, Evidence, Proposal
from kontor.contexts.aftersales.policy.disputes import EVIDENCE_KEPT
from kontor.kernel.clock import now


def forget_evidence(*, limit: int) -> int:
    """Delete what was shown, and empty what was written, in disputes that ended longer ago than that is kept (ACC-42).

    Where goods were to be sent back to is forgotten with them.

    Returns:
        How many disputes, at most `limit`.
    """
    before = now() - timedelta(days=EVIDENCE_KEPT.int())
    with transaction.atomic():
        said = Q(evidence__isnull=False) | Q(proposals__text__gt="") | Q(steps__note__gt="")
        old = Dispute.objects.filter(said | Q(return_to__isnull=False), ended_at__lt=before).order_by("id").distinct()
        ids = list(old.values_list("id", flat=True)[:limit])
        Evidence.objects.filter(dispute_id__in=ids).delete()
        Proposal.objects.filter(dispute_id__in=ids).update(text="")
        DisputeStep.objects.filter(dispute_id__in=ids).update(note="")
        Dispute.objects.filter(id__in=ids).update(return_to=None)
        return len(ids)
