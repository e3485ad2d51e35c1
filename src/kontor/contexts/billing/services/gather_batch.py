"""Payouts that are ready go into one message to the bank."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.billing.lifecycle import PayoutState
from kontor.contexts.billing.models import Payout, PayoutBatch
from kontor.contexts.billing.moving import held_payout, move
from kontor.kernel.clock import now
from kontor.kernel.ids import new_id
from kontor.kernel.lifecycle import Actor
from kontor.platform.jobs import enqueue

_MOST = 500


def gather_batch(*, currency: str) -> UUID | None:
    """Put what is ready in this currency, in order of stores, into a new batch and queue its sending.

    A payout is in one batch for ever; a batch is one message. From here on only the bank's word moves it.

    Returns:
        The batch; None when nothing is ready.
    """
    with transaction.atomic():
        ready = Payout.objects.filter(state=PayoutState.READY, currency=currency).order_by("store_id", "id")
        batch_id, many = new_id(), 0
        for store_id, payout_id in list(ready.values_list("store_id", "id")[:_MOST]):
            row = held_payout(store_id, payout_id)
            if row is None or row.state != PayoutState.READY:
                continue  # another process was faster
            row.batch_id = batch_id
            move(row, "send", Actor.SYSTEM)
            many += 1
        if not many:
            return None
        PayoutBatch.objects.create(id=batch_id, currency=currency, day=now().date(), made_at=now())
        enqueue("billing.send_batch", key=str(batch_id), batch_id=batch_id)
        return batch_id
