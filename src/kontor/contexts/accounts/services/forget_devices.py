"""Browsers that nobody has used for long, and codes that are long over, are forgotten."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from kontor.contexts.accounts.models import AccountDevice, Purpose, Verification
from kontor.contexts.accounts.policy import DEVICES_KEPT
from kontor.kernel.clock import now

_OVER = timedelta(days=1)  # nobody asks about a code of yesterday


def forget_devices(*, limit: int) -> int:
    """Delete up to `limit` known browsers that were not seen within the policy's time, and codes that ran out.

    Returns:
        How many rows went; fewer than `limit` means that nothing is left.
    """
    moment = now()
    with transaction.atomic():
        stale = AccountDevice.objects.filter(last_seen__lt=moment - timedelta(days=DEVICES_KEPT.int()))
        gone = AccountDevice.objects.filter(pk__in=list(stale.values_list("pk", flat=True)[:limit])).delete()[0]
        over = Verification.objects.filter(
            purpose__in=[Purpose.SECOND_STEP, Purpose.CHANGE], expires_at__lt=moment - _OVER
        )
        return gone + Verification.objects.filter(pk__in=list(over.values_list("pk", flat=True)[:limit])).delete()[0]
