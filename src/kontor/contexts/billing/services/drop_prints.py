"""Files that nobody has asked for of late go; they can be made anew."""

from __future__ import annotations

from datetime import timedelta

from kontor.contexts.billing.dropping import drop
from kontor.contexts.billing.models import Print
from kontor.contexts.billing.policy import PRINTS_KEPT
from kontor.kernel.clock import now


def drop_prints(*, limit: int) -> int:
    """Drop files older than the policy's days.

    Returns:
        How many, at most `limit`.
    """
    before = now() - timedelta(days=PRINTS_KEPT.int())
    old = list(Print.objects.filter(asked_at__lt=before).order_by("asked_at")[:limit])
    drop(old)
    return len(old)
