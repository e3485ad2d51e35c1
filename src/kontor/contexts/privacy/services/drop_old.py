"""Archives and lists of reads whose time is over."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from kontor.contexts.privacy.models import Archive, RecipientRead
from kontor.contexts.privacy.policy import READS_KEPT
from kontor.kernel.clock import now


def drop_old() -> tuple[int, int]:
    """Delete expired archives (ACC-42) and reads older than the policy's time.

    Returns:
        How many of each.
    """
    moment = now()
    with transaction.atomic(savepoint=False):
        archives = Archive.objects.filter(expires_at__lte=moment).delete()[0]
        reads = RecipientRead.objects.filter(at__lt=moment - timedelta(days=READS_KEPT.int())).delete()[0]
    return archives, reads
