"""Receipt is confirmed: the store is paid."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from kontor.contexts.ledger.services.post import post
from kontor.contexts.orders import locks
from kontor.contexts.orders.services.finish import finish
from kontor.contexts.payments.events import EscrowReleased
from kontor.contexts.payments.models import Escrow, EscrowState, Settlement
from kontor.contexts.payments.rules import release_legs
from kontor.kernel.clock import now
from kontor.kernel.money import Money
from kontor.platform import events


def release_escrow(*, store_id: UUID, order_id: UUID) -> bool:
    """Pay the store what escrow holds for a received order, less commission, and finish it (TRD-06).

    Returns:
        Whether money moved; repeated calls move none.
    """
    with transaction.atomic():
        order = locks.store_order(store_id, order_id)
        escrow = Escrow.objects.select_for_update().filter(store_id=store_id, id=order_id).first()
        if escrow is None or escrow.state != EscrowState.HELD:
            return False
        due, commission = Money(escrow.amount_minor, escrow.currency), Money(escrow.commission_minor, escrow.currency)
        journal = post(cause=f"release:{order_id}", legs=release_legs(store_id, due, commission), reference=order_id)
        at = now()
        Escrow.objects.filter(store_id=store_id, id=order_id).update(state=EscrowState.RELEASED, ended_at=at)
        Settlement.objects.bulk_create(
            [
                Settlement(
                    store_id=store_id,
                    id=order_id,
                    order_number=order.number,
                    gross_minor=due.minor,
                    commission_minor=commission.minor,
                    net_minor=(due - commission).minor,
                    currency=due.currency,
                    journal_id=journal,
                    settled_at=at,
                )
            ]
        )
        finish(store_id=store_id, order_id=order_id)
        net = due - commission
        events.record(
            EscrowReleased(
                key=store_id, store_id=store_id, order_id=order_id, net_minor=net.minor, currency=net.currency
            )
        )
        return True
