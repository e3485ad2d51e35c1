"""A batch is handed to the bank."""

from __future__ import annotations

from uuid import UUID

from kontor.contexts.billing.accounts import opened
from kontor.contexts.billing.models import Payout, PayoutBatch
from kontor.contexts.billing.providers.protocol import Transfer
from kontor.contexts.billing.providers.register import bank
from kontor.kernel.clock import now
from kontor.kernel.money import Money


def send_batch(*, batch_id: UUID) -> None:
    """Hand in the batch, unless it has been; the bank knows it by its id, so that a lost answer costs nothing.

    The bank is asked outside a transaction.

    Raises:
        BankSilent: no answer; the job tries again.
        Unopenable: an account cannot be read: the vault's key is missing; nothing was sent.
    """
    batch = PayoutBatch.objects.filter(id=batch_id, sent_at__isnull=True).first()
    if batch is None:
        return
    rows = list(Payout.objects.filter(batch_id=batch_id).order_by("store_id", "id"))
    if any(row.ended_at for row in rows):
        return  # the bank speaks of it, so it has it
    bank().send(batch.id, batch.day, [_transfer(row) for row in rows])
    PayoutBatch.objects.filter(id=batch_id, sent_at__isnull=True).update(sent_at=now())


def _transfer(row: Payout) -> Transfer:
    account = opened(row.id, row.sealed)
    net = Money(row.amount_minor - row.fee_minor, row.currency)
    return Transfer(
        row.id, net, account["holder"], account["scheme"], account["number"], account["bic"], account["country"],
        f"Payout {row.number}",
    )  # fmt: skip
