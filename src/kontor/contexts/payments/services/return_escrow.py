"""A paid order is cancelled: its money leaves escrow and goes back to the payer."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.ledger.rules import credit, reverse
from kontor.contexts.ledger.services.post import post
from kontor.contexts.orders import locks
from kontor.contexts.orders.lifecycle import State
from kontor.contexts.payments.events import OrderRefunded
from kontor.contexts.payments.models import Escrow, EscrowState, Intent
from kontor.contexts.payments.rules import Share, share_legs
from kontor.contexts.payments.services.request_refund import request_refund
from kontor.kernel.clock import now
from kontor.kernel.money import Money
from kontor.platform import events


def return_escrow(*, store_id: UUID, order_id: UUID) -> bool:
    """Undo the holding of a store order's money and ask for the refund of exactly what was paid.

    The rate is the order's own, so the payer gets the paid amount to the cent (TRD-04).

    Returns:
        Whether money moved: an order that was never paid has no escrow, one that is not cancelled keeps it; repeated
        calls move none.
    """
    with transaction.atomic():
        order = locks.store_order(store_id, order_id)
        escrow = Escrow.objects.select_for_update().filter(store_id=store_id, id=order_id).first()
        if escrow is None or escrow.state != EscrowState.HELD or order.state != State.CANCELLED:
            return False
        paid = Money(escrow.paid_minor, escrow.paid_currency)
        share = Share(
            store_id,
            order_id,
            paid,
            Money(escrow.tax_minor, escrow.paid_currency),
            Money(escrow.amount_minor, escrow.currency),
        )
        intent = Intent.objects.get(buyer_id=escrow.buyer_id, id=escrow.intent_id)
        legs = [*reverse(share_legs(share)), credit("suspense", paid, name=intent.provider)]
        post(cause=f"return:{order_id}", legs=legs, reference=order_id)
        Escrow.objects.filter(store_id=store_id, id=order_id).update(
            state=EscrowState.REFUNDED, ended_at=now(), refunded_minor=paid.minor
        )
        request_refund(
            buyer_id=escrow.buyer_id,
            intent_id=intent.id,
            amount=paid,
            cause=f"return:{order_id}",
            store_id=store_id,
            store_order_id=order_id,
        )
        events.record(
            OrderRefunded(
                key=store_id, store_id=store_id, order_id=order_id, buyer_id=escrow.buyer_id,
                refunded_minor=paid.minor, paid_minor=paid.minor, currency=paid.currency,
            )
        )  # fmt: skip
        return True
