"""Browsers that nobody has used for long, and codes that are long over, are forgotten."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from kontor.contexts.accounts.models import AccountDevice, Purpose, Verification, WaitingSignIn
from kontor.contexts.accounts.policy import DEVICES_KEPT
from kontor.contexts.accounts.rules.device_list import State
from kontor.kernel.clock import now

_OVER = timedelta(days=1)  # nobody asks about a code of yesterday


def forget_devices(*, limit: int) -> int:
    """Delete up to `limit` known browsers that were not seen within the policy's time, and codes that ran out.

    Returns:
        How many rows went; fewer than `limit` means that nothing is left.
    """
    moment = now()
    with transaction.atomic():
        kept = moment - timedelta(days=DEVICES_KEPT.int())
        stale = AccountDevice.objects.filter(last_seen__lt=kept)
        gone = AccountDevice.objects.filter(pk__in=list(stale.values_list("pk", flat=True)[:limit])).delete()[0]
        over = Verification.objects.filter(
            purpose__in=[Purpose.SECOND_STEP, Purpose.CHANGE, Purpose.DEVICE], expires_at__lt=moment - _OVER
        )
        waited = WaitingSignIn.objects.filter(opened_at__lt=kept).exclude(state=State.REVIEW)
        gone += WaitingSignIn.objects.filter(pk__in=list(waited.values_list("pk", flat=True)[:limit])).delete()[0]
        return gone + Verification.objects.filter(pk__in=list(over.values_list("pk", flat=True)[:limit])).delete()[0]
