"""What the bank said of a payout takes effect: once, however often and in whatever order it comes."""

from __future__ import annotations

from django.db import transaction

from kontor.contexts.billing.lifecycle import PAYOUT
from kontor.contexts.billing.models import Payout, PayoutBatch
from kontor.contexts.billing.moving import held_payout, move
from kontor.contexts.billing.providers.protocol import Answer, Status
from kontor.kernel.clock import now
from kontor.kernel.lifecycle import Actor

_MOVES = {Status.PAID: "pay", Status.REJECTED: "reject", Status.RETURNED: "give_back"}


def apply_answer(*, answer: Answer) -> str:
    """Bring our side in line with what the bank said.

    Returns:
        The outcome in a word: the new state, `open`, `known` when it changes nothing, `unknown` for none of ours.
    """
    store_id = Payout.objects.filter(id=answer.reference).values_list("store_id", flat=True).first()
    if store_id is None:
        return "unknown"
    with transaction.atomic():
        row = held_payout(store_id, answer.reference)
        if row is None:
            return "unknown"
        if row.batch_id is not None:
            PayoutBatch.objects.filter(id=row.batch_id, sent_at__isnull=True).update(sent_at=now())
        name = _MOVES.get(answer.status)
        if name is None:
            return "open"
        if name == "reject" and row.state == "paid":
            name = "give_back"  # a bank that takes back its word
        if name not in PAYOUT.possible(row.state, Actor.SYSTEM):
            return "known"
        move(row, name, Actor.SYSTEM, reason=answer.reason)
        return str(row.state)
