"""Money is to go back."""

from __future__ import annotations

from uuid import UUID

from kontor.contexts.payments.models import Refund
from kontor.kernel.clock import now
from kontor.kernel.ids import new_id
from kontor.kernel.money import Money
from kontor.platform.jobs import enqueue


def request_refund(
    *,
    buyer_id: UUID,
    intent_id: UUID,
    amount: Money,
    cause: str,
    store_id: UUID | None = None,
    store_order_id: UUID | None = None,
) -> None:
    """Write down a refund and queue its sending, once per `cause`, in the caller's transaction.

    Precondition: the caller has booked `amount` to the provider's suspense account.
    """
    refund_id = new_id()
    made = Refund.objects.bulk_create(
        [
            Refund(
                buyer_id=buyer_id,
                id=refund_id,
                intent_id=intent_id,
                store_id=store_id,
                store_order_id=store_order_id,
                amount_minor=amount.minor,
                currency=amount.currency,
                cause=cause,
                requested_at=now(),
            )
        ],
        ignore_conflicts=True,
    )
    if made:
        enqueue("payments.send_refund", key=cause, buyer_id=buyer_id, cause=cause)
